/** True in CI (`CI`) and with `npm run test:long` (`LONG`). `npm test` leaves out the slowest tests to stay under four minutes. */
export const THOROUGH = Boolean(process.env['CI'] || process.env['LONG']);
