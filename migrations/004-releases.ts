import { type Kysely, sql } from 'kysely';

/** A release row is a case, an aggregate or a dispute of a published list; dates keep the publisher's precision. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table releases (
      case_id text primary key,
      row_kind text not null check (row_kind in ('case', 'aggregate', 'dispute')),
      publisher text not null,
      list_title text not null,
      address text not null,
      published text not null,
      published_from text,
      jurisdiction text not null,
      state text not null,
      place_id text references places (place_id),
      field_office text not null,
      sex text not null,
      age text not null,
      citizenship text not null,
      offences text not null,
      offence_status text not null,
      local_arrest_date text not null,
      local_arrest_agency text not null,
      detainer_date text not null,
      detainer_sent_to text not null,
      releasing_agency text not null,
      release_date text not null,
      release_from text,
      release_to text,
      release_date_precision text not null,
      release_kind text not null,
      detainer_outcome text not null,
      outcome_class text not null,
      later_event_date text not null,
      later_event text not null,
      prior_removals text not null,
      disputed_or_corrected text not null,
      notes text not null,
      text_seen text not null,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index releases_place on releases (place_id)`.execute(db);
  await sql`create index releases_date on releases (release_from)`.execute(db);
  await sql`
    create table figures (
      figure_id text primary key,
      publisher text not null,
      subject text not null,
      jurisdiction text not null,
      state text not null,
      place_id text references places (place_id),
      period_from text,
      period_to text,
      measure text not null,
      value real not null,
      unit text not null,
      precision text not null,
      source text not null,
      caveat text not null,
      content text not null,
      import_id integer not null references imports (import_id)
    ) strict`.execute(db);
  await sql`create index figures_place on figures (place_id)`.execute(db);
}
