/** What a person may do, from least to most. */
export const ROLES = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/**
 * The least role for each way in. A way that is not listed is refused. A command states its own role in its
 * declaration.
 */
export const LEAST_ROLE_FOR_WAY = {
  'command /detainer': 'reader',
  'button words:': 'reader',
  'button post': 'reader',
  'button open-search': 'reader',
  'button correct': 'reader',
  'button open-set-up': 'reader',
  'shortcut ask-desk': 'reader',
  'shortcut ask-desk-about': 'reader',
  'shortcut read-release': 'editor',
  'form search': 'reader',
  'form correction': 'reader',
  'form set-up': 'reader',
  'form fill': 'editor',
  'typeahead place': 'reader',
  home: 'reader',
  'agent view': 'reader',
  mention: 'reader',
  'direct message': 'reader',
  mcp: 'reader',
  'workflow step': 'reader',
} as const satisfies Record<string, Role>;

/** The least role for a way in, such as 'button post'; undefined means refused. */
export const leastRoleForWay = (way: string): Role | undefined =>
  Object.hasOwn(LEAST_ROLE_FOR_WAY, way) ? LEAST_ROLE_FOR_WAY[way as keyof typeof LEAST_ROLE_FOR_WAY] : undefined;

/** True when a role is at least another. */
export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** Slack ids that an operator lists. With an empty `editors` list, everyone who may ask may also set things up. */
export interface AccessRules {
  /** Workspaces and organisations; the desk's own when empty. */
  workspaces: readonly string[];
  /** Channels; `dm` covers whatever only one person sees. Empty: every channel. */
  channels: readonly string[];
  /** User groups: a person must belong to one of them. Empty: everyone. */
  groups: readonly string[];
  editors: readonly string[];
  admins: readonly string[];
  guests: boolean;
  connect: boolean;
}

/** What Slack reports about a person. Fields that Slack did not report are absent. */
export interface Person {
  /** The workspace and the organisation that they belong to. */
  homes?: readonly string[];
  guest?: boolean;
  /** Their groups, out of those that the rules name. */
  groups?: readonly string[];
}

/** Who asks, and from where. */
export interface Request {
  /** A key of LEAST_ROLE_FOR_WAY. */
  way: string;
  workspaceIds: readonly string[];
  /** The person's workspace, if the payload names it. What Slack reports about the person takes precedence. */
  homeId?: string;
  channelId?: string;
  userId: string;
}

export type Refusal = 'not listed' | 'workspace' | 'connect' | 'channel' | 'guest' | 'group' | 'not known' | 'role';
export type Verdict = { role: Role } | { refused: Refusal };

/** Checks what needs no lookup of the person in Slack. */
export function refuseWithoutLookup(rules: AccessRules, request: Request, own: readonly string[]): Refusal | undefined {
  if (!leastRoleForWay(request.way)) return 'not listed';
  const workspaces = rules.workspaces.length > 0 ? rules.workspaces : own;
  const known = (id: string) => workspaces.includes(id);
  if (workspaces.length > 0 && !request.workspaceIds.some(known)) return 'workspace';
  if (rules.channels.length > 0 && !rules.channels.includes(channelOf(request))) return 'channel';
  return undefined;
}

/** Direct messages, the home tab and shortcuts are seen by one person only. */
const channelOf = ({ channelId }: Request): string =>
  channelId === undefined || /^[DUW]/.test(channelId) ? 'dm' : channelId;

/** The user groups that the rules name, for asking and for roles. */
export const groupsNamedIn = ({ groups, editors, admins }: AccessRules): string[] => [
  ...new Set([...groups, ...editors, ...admins].filter((id) => id.startsWith('S'))),
];

/**
 * Decides what a person may do. When Slack does not report whether somebody is a guest, the desk answers, since the
 * facts are public. When a list of groups cannot be checked, nobody is let in.
 */
export function decideAccess(rules: AccessRules, request: Request, own: readonly string[], person: Person): Verdict {
  const atOnce = refuseWithoutLookup(rules, request, own);
  if (atOnce) return { refused: atOnce };
  const workspaces = [...rules.workspaces, ...own];
  const { homes = request.homeId ? [request.homeId] : [], groups } = person;
  const external = homes.length > 0 && workspaces.length > 0 && !homes.some((id) => workspaces.includes(id));
  if (external && !rules.connect) return { refused: 'connect' };
  if (person.guest && !rules.guests) return { refused: 'guest' };
  if (rules.groups.length > 0 && !groups) return { refused: 'not known' };
  if (rules.groups.length > 0 && !rules.groups.some((id) => groups?.includes(id))) return { refused: 'group' };
  const listed = (ids: readonly string[]) => ids.includes(request.userId) || ids.some((id) => groups?.includes(id));
  // Guests and people from other workspaces set nothing up unless they are listed, even where they may ask.
  const everyone = rules.editors.length === 0 && !external && !person.guest;
  const role = listed(rules.admins) ? 'admin' : listed(rules.editors) || everyone ? 'editor' : 'reader';
  return isAtLeast(role, leastRoleForWay(request.way) ?? 'admin') ? { role } : { refused: 'role' };
}
