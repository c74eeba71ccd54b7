import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asker, LOCAL } from '../../src/command-line/subcommand.ts';
import { checkForm, formOf } from '../../src/commands/forms.ts';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';

let desk: Context;
beforeEach(async () => {
  desk = await bundledDesk();
});
afterEach(() => desk.close());

const TEXT =
  'Osvaldo Trebino-Lucas, 31, a Honduran national, was arrested by Denver police on Sept. 2 for theft. ICE lodged a detainer with the Denver Sheriff Department on Sept. 3. Trebino-Lucas was released from the Denver County Jail, Colorado, on Sept. 9 without the detainer being honored. In Denver County, Colorado, 12 detainers were declined between Oct. 1, 2019 and Aug. 31, 2020.';
const FILLED = {
  text: TEXT,
  publisher: 'ICE',
  title: 'One release',
  url: 'https://www.ice.example/1',
  published: '2020-09-28',
};
const editor = (userId: string, filled?: Record<string, string>): Asker => ({
  ...LOCAL,
  userId,
  role: 'editor',
  ...(filled ? { filled } : {}),
});
const ask = (line: string, asker: Asker = editor('U1')) => answerCommand(desk, line, asker);
const paste = (more: Record<string, string> = {}) => ask('intake', editor('U1', { ...FILLED, ...more }));
const proposals = () => desk.db.selectFrom('proposals').selectAll().orderBy('case_id').execute();
const theCase = async () => (await proposals()).find(({ case_id }) => /-\d$/.test(case_id))?.case_id ?? '';
const published = (caseId: string) =>
  desk.db.selectFrom('releases').selectAll().where('case_id', '=', caseId).executeTakeFirst();

describe('a pasted press release', () => {
  test('waits as proposals, of which none is a published case', async () => {
    const said = await paste();
    expect(said.summary).toContain('1 case and 1 figure proposed');
    expect(await proposals()).toHaveLength(2);
    expect(await published(await theCase())).toBeUndefined();
    expect((await ask('releases in:"Denver, CO" since:2020-09')).summary).toContain('No published case');
    expect((await paste()).summary).toContain('0 of them new');
    expect(await proposals()).toHaveLength(2);
  });

  test('is stored without its text and without a name: places, a hash, the address and the words of the fields', async () => {
    await paste();
    const stored = JSON.stringify(await proposals());
    expect(stored).not.toMatch(/Osvaldo|Trebino/);
    expect(stored).not.toContain('ICE lodged a detainer with the Denver Sheriff Department on Sept. 3');
    expect(stored).toContain('without the detainer being honored');
    expect(stored).toContain('https://www.ice.example/1');
  });

  test.each([
    [{ text: ' ' }, 'text: Paste the words'],
    [{ text: '<p>  </p>' }, 'text: The text is empty'],
    [
      {
        text: 'El hombre fue puesto en libertad por el alguacil del condado el martes a pesar de la orden de detención de la agencia federal. Las autoridades dijeron que no recibieron la solicitud y que el hombre ya no estaba en la cárcel cuando llegaron los agentes. Los vecinos de la ciudad pidieron respuestas al alguacil y al gobierno federal por lo que pasó.',
      },
      'not in English',
    ],
    [{ publisher: '' }, 'publisher: Say who published it'],
    [{ url: 'javascript:alert(1)' }, 'url: Give the address'],
    [{ published: '2031-01-01' }, 'published: This day is in the future.'],
    [{ title: 'Maria Garcia was released' }, 'title: This reads like a name'],
  ])('%j is refused, and nothing is stored', async (wrong, problem) => {
    await expect(paste(wrong)).rejects.toThrow(problem);
    expect(await checkForm(desk, 'intake', editor('U1', { ...FILLED, ...wrong }))).not.toEqual({});
    expect(await proposals()).toEqual([]);
  });

  test('a long text goes on in the next field, even inside a word', async () => {
    const filler = `${'No detainer is told of in this line. '.repeat(80)}`.slice(0, 2980);
    const whole = `${filler} ${TEXT}`;
    await paste({ text: whole.slice(0, 3000), text2: whole.slice(3000) });
    expect((await proposals()).map(({ case_id }) => case_id.at(-2))).toEqual(['-', 'F']);
  });

  test('a text without a case stores nothing', async () => {
    const said = await paste({
      text: 'The county board met on Tuesday and spoke about the budget of the library for the year.',
    });
    expect(said.summary).toContain('No case and no figure was found');
    expect(await proposals()).toEqual([]);
  });
});

describe('a review', () => {
  test('opens as a form: each field with the words that it was read from', async () => {
    await paste();
    const form = await formOf(desk, `review ${await theCase()}`, editor('U1'));
    const field = (name: string) => form?.fields.find((each) => each.name === name);
    expect(field('age')).toMatchObject({ value: '31', hint: expect.stringMatching(/^From “31” \[\d+-\d+\]/) });
    expect(field('release_date')).toMatchObject({ value: '2020-09-09', hint: expect.stringContaining('Sept. 9') });
    expect(field('detainer_outcome')).toMatchObject({ value: 'declined' });
    expect(JSON.stringify(form)).not.toMatch(/Osvaldo|Trebino/);
  });

  test('an accepted proposal is a published case with its changes, and waits no more', async () => {
    await paste();
    const caseId = await theCase();
    const said = await ask(`review ${caseId} verdict:accept set:"age=32" set:"release date=2020-09"`);
    expect(said.summary).toContain(`Accepted: ${caseId}`);
    expect(await published(caseId)).toMatchObject({
      age: '32',
      release_date: '2020-09',
      release_date_precision: 'month',
      detainer_outcome: 'declined',
      outcome_class: 'declined',
    });
    expect((await proposals()).map(({ case_id }) => case_id)).not.toContain(caseId);
    expect((await ask(`lookup ${caseId}`)).summary).toContain('September 2020');
    const [kept] = await desk.db.selectFrom('accepted_cases').selectAll().execute();
    expect(kept).toMatchObject({ case_id: caseId, accepted_by: 'U1' });
    expect(kept?.spans).not.toContain('Sept');
  });

  test('a rejected proposal is deleted, and nothing enters', async () => {
    await paste();
    const caseId = await theCase();
    const wrong = editor('U1', { verdict: 'reject', age: 'old' });
    expect(await checkForm(desk, `review ${caseId}`, wrong)).toEqual({});
    await ask(`review ${caseId}`, wrong);
    expect(await published(caseId)).toBeUndefined();
    await expect(ask(`review ${caseId}`)).rejects.toThrow('was accepted or rejected');
  });

  test('a case that is disputed after all is told as disputed, and as claimed by whom', async () => {
    await paste();
    const caseId = await theCase();
    await ask(`review ${caseId} verdict:accept set:"detainer_outcome=disputed"`);
    expect(await published(caseId)).toMatchObject({ row_kind: 'dispute', outcome_class: 'disputed' });
  });

  test.each([
    ['verdict:maybe', 'neither accept nor reject'],
    ['verdict:accept set:"age=old"', 'age: Write an age in years'],
    ['verdict:accept set:"mood=good"', 'There is no field mood'],
    ['verdict:accept set:"state=Colorado"', 'state: Write the two letters'],
    ['verdict:accept set:"release_date=2031-01-01"', 'This date is in the future'],
    ['verdict:accept set:"=3"', 'takes a field and a value'],
  ])('%s is refused, and the proposal waits on', async (words, problem) => {
    await paste();
    const caseId = await theCase();
    await expect(ask(`review ${caseId} ${words}`)).rejects.toThrow(problem);
    expect((await proposals()).map(({ case_id }) => case_id)).toContain(caseId);
  });

  test('a value that names a person is refused without repeating it', async () => {
    await paste();
    const caseId = await theCase();
    const filled = { verdict: 'accept', releasing_agency: 'Maria Garcia' };
    const problems = await checkForm(desk, `review ${caseId}`, editor('U1', filled));
    expect(Object.keys(problems)).toEqual(['releasing_agency']);
    expect(JSON.stringify(problems)).not.toContain('Garcia');
    await expect(ask(`review ${caseId}`, editor('U1', filled))).rejects.toThrow(
      'releasing_agency: This reads like a name',
    );
  });

  test('readers may not, and the list is never shown in a channel', async () => {
    await expect(ask('review', { ...LOCAL, role: 'reader' })).rejects.toThrow('is for editors');
    await expect(ask('review', { ...LOCAL, public: true })).rejects.toThrow('shown to you alone');
  });
});

describe('with two reviewers', () => {
  const two = (line: string, userId: string) => answerCommand({ ...desk, reviewers: 2 }, line, editor(userId));

  test('one who agrees twice is one; a second person lets it enter', async () => {
    await paste();
    const caseId = await theCase();
    expect((await two(`review ${caseId} verdict:accept`, 'U1')).summary).toContain('1 of 2');
    expect((await two(`review ${caseId} verdict:accept`, 'U1')).summary).toContain('1 of 2');
    expect(await published(caseId)).toBeUndefined();
    expect((await two(`review ${caseId} verdict:accept`, 'U2')).summary).toContain('Accepted');
    expect(await published(caseId)).toMatchObject({ age: '31' });
  });

  test('a change must be agreed to again', async () => {
    await paste();
    const caseId = await theCase();
    await two(`review ${caseId} verdict:accept`, 'U1');
    expect((await two(`review ${caseId} verdict:accept set:"age=33"`, 'U2')).summary).toContain('1 of 2');
    expect(await published(caseId)).toBeUndefined();
    await two(`review ${caseId} verdict:accept`, 'U1');
    expect(await published(caseId)).toMatchObject({ age: '33' });
  });
});
