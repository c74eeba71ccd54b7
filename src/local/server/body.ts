import type { IncomingMessage } from 'node:http';
import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';

/** A request that cannot be answered as asked: its status, and a sentence. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The body of a request; one of more than `most` bytes is refused unread. */
async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most)
      throw new HttpError(413, `The request is too large: at most ${most.toLocaleString('en-US')} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export async function readJson(request: IncomingMessage, most: number): Promise<JsonObject> {
  const text = (await readBody(request, most)).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // said below
  }
  throw new HttpError(400, 'The body must be a JSON object.');
}

/** A form's fields (urlencoded, multipart or JSON): texts, and the one file under `body`. */
export async function readForm(
  request: IncomingMessage,
  most: number,
): Promise<{ fields: Record<string, string>; file: Buffer }> {
  const body = await readBody(request, most);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const fields: Record<string, string> = {};
    let file = Buffer.alloc(0);
    for (const [name, value] of form) {
      if (typeof value === 'string') fields[name] = value;
      else file = Buffer.from(await value.arrayBuffer());
    }
    return { fields, file: file.length > 0 ? file : Buffer.from(fields['body'] ?? '') };
  }
  if (type.startsWith('application/json')) {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    const entries = isObject(value) ? Object.entries(value) : [];
    return {
      fields: Object.fromEntries(
        entries.map(([name, said]) => [name, typeof said === 'string' ? said : JSON.stringify(said)]),
      ),
      file: body,
    };
  }
  if (!type.startsWith('application/x-www-form-urlencoded')) return { fields: {}, file: body };
  const fields = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  return { fields, file: fields['body'] === undefined ? body : Buffer.from(fields['body']) };
}
