import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import type { StoredFile } from '../workspace.ts';
import { type Api, type ApiArgs, ApiError, channelOf, jsonOf, type Method } from './args.ts';
import { checkBlocks } from './check-blocks.ts';

export const FILE_MOST = 20_000_000;
const KEEP_MOST = 100;
const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  txt: 'text/plain',
};

const shownFile = (file: StoredFile): JsonObject => ({
  id: file.id,
  name: file.name,
  title: file.title,
  mimetype: file.mimetype,
  size: file.content?.length ?? 0,
});

const getUploadURLExternal: Method = (api, args) => {
  const name = args['filename'] ?? '';
  const length = Number(args['length']);
  if (name === '') throw new ApiError('missing_argument');
  if (!Number.isInteger(length) || length < 1)
    throw new ApiError('invalid_arguments', ['[ERROR] length must be the size in bytes']);
  if (length > FILE_MOST) throw new ApiError('file_upload_size_restricted');
  const { files } = api.workspace;
  const id = api.workspace.newId('F');
  const mimetype = TYPES[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  files.set(id, { id, name: name.slice(0, 200), title: name.slice(0, 200), length, mimetype, shared: false });
  const [oldest] = files.keys();
  if (files.size > KEEP_MOST && oldest) files.delete(oldest);
  return { upload_url: `${api.origin()}/upload/${id}`, file_id: id };
};

/** Keeps the bytes of an announced file; undefined when taken, else what is wrong. */
export function takeUpload(api: Pick<Api, 'workspace'>, id: string, content: Buffer): string | undefined {
  const file = api.workspace.files.get(id);
  if (!file || file.content) return 'file_not_found';
  if (content.length !== file.length) return `the file has ${content.length} bytes, ${file.length} were announced`;
  file.content = content;
  return undefined;
}

const complete: Method = (api, args) => {
  const asked = jsonOf(args, 'files', 'invalid_arguments');
  if (!Array.isArray(asked) || asked.length === 0)
    throw new ApiError('invalid_arguments', ['[ERROR] files must be a list']);
  const found = asked.map((each) => fileOf(api, each));
  const channelId = args['channel_id'] ?? args['channels'];
  if (channelId) share(api, { ...args, channel: channelId }, found);
  return { files: found.map(shownFile) };
};

function fileOf(api: Api, asked: unknown): StoredFile {
  const file = isObject(asked) ? api.workspace.files.get(String(asked['id'])) : undefined;
  if (!file?.content) throw new ApiError('file_not_found');
  if (isObject(asked) && typeof asked['title'] === 'string') file.title = asked['title'].slice(0, 500);
  return file;
}

function share(api: Api, args: ApiArgs, files: StoredFile[]): void {
  const channel = channelOf(api, args);
  if (!channel.isMember) throw new ApiError('not_in_channel');
  const blocks = jsonOf(args, 'blocks', 'invalid_blocks_format') ?? [];
  const problems = checkBlocks(blocks, 'message');
  if (problems.length > 0) throw new ApiError('invalid_blocks', problems);
  const threadTs = args['thread_ts'];
  if (threadTs && !api.workspace.find(channel.id, threadTs)) throw new ApiError('thread_not_found');
  for (const file of files) file.shared = true;
  api.workspace.add({
    channel: channel.id,
    from: 'desk',
    ephemeral: false,
    text: args['initial_comment'] ?? '',
    blocks: blocks as JsonObject[],
    files,
    ...(threadTs ? { threadTs } : {}),
  });
}

const info: Method = (api, args) => {
  const file = api.workspace.files.get(args['file'] ?? '');
  if (!file) throw new ApiError('file_not_found');
  const shares = api.workspace.messages.filter((each) => each.files?.includes(file));
  return {
    file: {
      ...shownFile(file),
      shares: { public: Object.fromEntries(shares.map((each) => [each.channel, [{ ts: each.ts }]])) },
    },
  };
};

export const files: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': complete,
  'files.info': info,
};
