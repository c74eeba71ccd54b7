// Seconds are those since 1970 by the database's clock.

/** Something that Slack sent, and the desk that answers it. */
export interface EnvelopeTable {
  /** Slack's id of the event or envelope, or the signature of a request. */
  envelope_id: string;
  claimed_by: string;
  claimed_second: number;
  /** Null while it is being answered. */
  acked_second: number | null;
  /** What the ack held, as JSON: a copy gets the same. */
  body: string | null;
}

/** A limit of processor time of a person or workspace. */
export interface AllowanceTable {
  key: string;
  /** When nothing of it is used any more. */
  whole_second: number;
}

/** What one desk at a time does. */
export interface LeaseTable {
  name: string;
  holder: string;
  until_second: number;
}
