import { isObject, type JsonObject } from '../json.ts';
import type { StoredFile } from '../workspace.ts';
import { type Api, ApiError, joinedChannelOf, type Method, parseArg, threadOf } from './args.ts';

export const MAX_FILE_BYTES = 20_000_000;
const MAX_KEPT = 100;
/** What the desk uploads: charts and exports. */
const TYPES: Record<string, string> = { png: 'image/png', csv: 'text/csv' };

const getUploadURLExternal: Method = ({ workspace, origin }, args) => {
  const name = (args['filename'] ?? '').slice(0, 200);
  const length = Number(args['length']);
  if (name === '') throw new ApiError('missing_argument');
  if (!Number.isInteger(length) || length < 1)
    throw new ApiError('invalid_arguments', ['length must be the size in bytes']);
  if (length > MAX_FILE_BYTES) throw new ApiError('file_upload_size_restricted');
  const { files } = workspace;
  const id = workspace.newId('F');
  const mimetype = TYPES[/\.(\w+)$/.exec(name)?.[1] ?? ''] ?? 'application/octet-stream';
  files.set(id, { id, name, title: name, length, mimetype });
  const [oldest] = files.keys();
  if (files.size > MAX_KEPT && oldest) files.delete(oldest);
  return { upload_url: `${origin()}/upload/${id}`, file_id: id };
};

/** Stores the bytes of an announced file. Returns the problem, or undefined. */
export function storeUpload({ workspace }: Pick<Api, 'workspace'>, id: string, content: Buffer): string | undefined {
  const file = workspace.files.get(id);
  if (!file || file.content) return 'file_not_found';
  if (content.length !== file.length) return `the file has ${content.length} bytes, ${file.length} were announced`;
  file.content = content;
  return undefined;
}

const completeUploadExternal: Method = (api, args) => {
  const requested = parseArg(args, 'files', 'invalid_arguments');
  if (!Array.isArray(requested) || requested.length === 0)
    throw new ApiError('invalid_arguments', ['files must be a list']);
  const found = requested.map((each) => uploadedFile(api, each));
  const channel = joinedChannelOf(api, { channel: args['channel_id'] ?? '' });
  api.workspace.addMessage({
    channel: channel.id,
    from: 'desk',
    ephemeral: false,
    text: args['initial_comment'] ?? '',
    blocks: [],
    files: found,
    ...threadOf(api, channel.id, args),
  });
  return { files: found.map(quoteFile) };
};

function uploadedFile({ workspace }: Api, requested: unknown): StoredFile {
  const { id, title } = isObject(requested) ? requested : {};
  const file = workspace.files.get(String(id));
  if (!file?.content) throw new ApiError('file_not_found');
  if (typeof title === 'string') file.title = title.slice(0, 500);
  return file;
}

const quoteFile = ({ id, name, title, mimetype, length }: StoredFile): JsonObject => ({
  id,
  name,
  title,
  mimetype,
  size: length,
});

export const files: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
};
