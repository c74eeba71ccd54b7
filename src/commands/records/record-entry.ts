import type { Answer, ListItem, Notice, Part, Post } from '../../answer.ts';
import { changeOf, citeEntries, entryLine, saidLine } from '../../cards/ledger-words.ts';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/connect.ts';
import { insertEntry, type LedgerEntry, type NewEntry } from '../../db/ledger.ts';
import { findAllSentWith, queueEdit } from '../../db/outbox/corrections.ts';
import { insertMessage } from '../../db/outbox/threads.ts';
import type { CheckedEntry } from '../../rules/ledger.ts';
import { inEveryWorkspace } from '../../workspace.ts';
import type { Disputed } from './disputed.ts';

/**
 * Stores an entry, and queues the edits of the messages in which the case was posted, where a value was corrected or the
 * claim withdrawn. Undefined when the same entry is stored already.
 */
export async function recordEntry(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { fact, standing, subject }: Disputed,
  entry: CheckedEntry & Pick<NewEntry, 'recorded_by'>,
): Promise<{ entry: LedgerEntry; edits: number } | undefined> {
  const at = now();
  const was = entry.field ? standing(entry.field) : '';
  let edits = 0;
  const stored = await insertEntry(
    db,
    { ...entry, fact, was, recorded_at: at.toISOString() },
    subject,
    async (transaction, added) => {
      if (added.kind === 'correction' || added.kind === 'retraction')
        edits = await inEveryWorkspace(() => queueEdits(transaction, added, at));
    },
  );
  return stored && { entry: stored, edits };
}

/** Queues the new text of each message that lists the case, and one word on it in each thread. Returns how many messages. */
async function queueEdits(db: Db, entry: LedgerEntry, now: Date): Promise<number> {
  const line = `lookup ${entry.fact}`;
  const threads = new Set<string>();
  let edits = 0;
  const sent = await findAllSentWith(db, [`"words":"${line}"`, `"reference":"${entry.fact}"`]);
  for (const each of sent) {
    const post = withEntry(JSON.parse(each.payload) as Post, line, entry);
    if (!post) continue;
    edits += 1;
    await queueEdit(db, each, `ledger-${entry.entry_id}-edit-${edits}`, post, now);
    const root = each.thread_of ?? each.message_id;
    if (threads.has(root)) continue;
    threads.add(root);
    await insertMessage(
      db,
      {
        messageId: `ledger-${entry.entry_id}-note-${threads.size}`,
        channelId: each.channel_id,
        post: { answer: noteOf(entry) } satisfies Post,
        about: each.message_id,
        workspaceId: each.workspace_id,
      },
      now,
    );
  }
  return edits;
}

/** A post with the entry below the item of the case, beside the figure, or on the case's own card; undefined when it tells neither. */
function withEntry(post: Post, line: string, entry: LedgerEntry): Post | undefined {
  let isChanged = false;
  const said = (part: Part): Part => {
    if (part.kind === 'facts')
      return {
        ...part,
        facts: part.facts.map((fact) => {
          if (fact.reference !== entry.fact) return fact;
          isChanged = true;
          return { ...fact, value: `${fact.value} ${entryLine(entry)} (${entry.address}).` };
        }),
      };
    if (part.kind !== 'list') return part;
    const items = part.items.map((item): ListItem => {
      if (item.action?.words !== line) return item;
      isChanged = true;
      return { ...item, details: [...(item.details ?? []), entryLine(entry)] };
    });
    return { ...part, items };
  };
  const parts = (post.answer.parts as Part[]).map(said);
  if (post.answer.words === line) {
    isChanged = true;
    parts.unshift({ kind: 'note', text: `${entryLine(entry)} (${entry.address}).` });
  }
  if (!isChanged || post.answer.kind !== 'answer') return undefined;
  const [first, ...rest] = [...post.answer.citations, ...citeEntries([entry])];
  return first && { ...post, answer: { ...post.answer, parts, citations: [first, ...rest] } };
}

/** What the thread is told. */
function noteOf(entry: LedgerEntry): Answer | Notice {
  const { fact, kind } = entry;
  const change = changeOf(entry);
  return {
    kind: 'answer',
    title: kind === 'retraction' ? `Claim withdrawn: ${fact}` : `Correction: ${fact}`,
    summary: `The message on ${fact} was changed${change ? ` (${change})` : ''}. ${saidLine(entry)}.`,
    parts: [],
    citations: citeEntries([entry]) as Answer['citations'],
    followUps: [{ label: fact, words: `lookup ${fact}` }],
    words: `lookup ${fact}`,
  };
}
