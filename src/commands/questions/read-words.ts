import type { Notice } from '../../answer.ts';
import type { CommandOf, Subcommand } from '../../command-line/subcommand.ts';
import { readQuestion } from '../../question/read.ts';
import { questionDesk } from './question-desk.ts';

/** `read <words>`: how plain words are read, without running anything. */
export function readWords(commandOf: CommandOf): Subcommand {
  return {
    name: 'read',
    summary: 'How the desk reads plain words, and what else they may mean; runs nothing',
    usage: 'read <words>',
    examples: ['read how many in Texas last year'],
    effects: 'none',
    role: 'reader',
    filters: {},
    takesLine: true,
    async run(context, { words, today }): Promise<Notice> {
      const desk = await questionDesk(context, commandOf);
      const { line, said, choices, understood = [], others = [] } = await readQuestion(desk, { words, today });
      const lines = [...new Set([line, ...others, ...choices])].filter((each) => each !== '');
      return {
        kind: 'notice',
        title: 'How these words are read',
        summary: said,
        parts: [
          ...(understood.length > 0
            ? [{ kind: 'guide' as const, title: 'Understood', items: understood.map((text) => ({ text })) }]
            : []),
          ...(lines.length > 0
            ? [
                {
                  kind: 'choices' as const,
                  question: 'What may be meant:',
                  choices: lines.slice(0, 8).map((each) => ({ label: each.slice(0, 70), words: each })),
                },
              ]
            : []),
          { kind: 'note', text: 'None of these? Type a command: help lists them, with examples.' },
        ],
        followUps: [{ label: 'help', words: 'help' }],
        words: `read ${words}`,
      };
    },
  };
}
