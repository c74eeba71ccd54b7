import { z } from 'zod';

/** The model that a team brings (`ASK_MODEL_URL`, `ASK_MODEL_KEY`, `ASK_MODEL_NAME`). */
export interface ModelSettings {
  url: string;
  name: string;
  key?: string;
}

/** Anthropic's address ends with `/messages`; all others are asked as OpenAI's is. */
const isAnthropic = (url: string): boolean => /\/messages\/?$/.test(new URL(url).pathname);

/** The request, in the form that the address expects. */
export function requestOf(
  { url, key, name }: ModelSettings,
  instructions: string,
  question: string,
): { method: 'POST'; headers: Record<string, string>; body: string } {
  const headers = { 'content-type': 'application/json' };
  if (isAnthropic(url))
    return {
      method: 'POST',
      headers: { ...headers, 'anthropic-version': '2023-06-01', ...(key ? { 'x-api-key': key } : {}) },
      body: JSON.stringify({
        model: name,
        max_tokens: 200,
        system: instructions,
        messages: [{ role: 'user', content: question }],
      }),
    };
  return {
    method: 'POST',
    headers: { ...headers, ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({
      model: name,
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: question },
      ],
    }),
  };
}

const Answer = z.union([
  z.object({ choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]).rest(z.unknown()) }),
  z.object({ content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })]).rest(z.unknown()) }),
]);

/** The text of an answer of either form; throws where it is neither. */
export function textOf(body: string): string {
  const answer = Answer.parse(JSON.parse(body));
  return 'choices' in answer ? answer.choices[0].message.content : answer.content[0].text;
}
