import type { IncomingMessage } from 'node:http';
import { readBody } from '../../read-body.ts';
import { isObject, type JsonObject } from '../json.ts';

/** Refuses a request, with an HTTP status and a sentence. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The body of a request. Throws HttpError 413 if it has more than `maxBytes`. */
async function readAtMost(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const body = await readBody(request, maxBytes);
  if (!body) throw new HttpError(413, `The request is too large: at most ${maxBytes.toLocaleString('en-US')} bytes.`);
  return body;
}

export async function readJson(request: IncomingMessage, maxBytes: number): Promise<JsonObject> {
  const text = (await readAtMost(request, maxBytes)).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // reported below
  }
  throw new HttpError(400, 'The body must be a JSON object.');
}

/** A form's fields, and the bytes of an upload (a file of a multipart form, or a plain body). */
export async function readForm(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ fields: Record<string, string>; file: Buffer }> {
  const body = await readAtMost(request, maxBytes);
  const type = request.headers['content-type'] ?? '';
  const fields: Record<string, string> = {};
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return { fields, file: body };
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  let file = Buffer.alloc(0);
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else file = Buffer.from(await value.arrayBuffer());
  }
  return { fields, file };
}
