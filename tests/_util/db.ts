import { connect, type Db } from '../../src/db/connect.ts';

/** A new in-memory database through the real migrations. */
export const freshDb = (): Promise<Db> => connect(':memory:');
