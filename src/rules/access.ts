/** What a person may do here, from least to most. */
export const ROLES = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The least role for each way in. A way that is not listed is refused. What a command takes stands in its declaration. */
export const LEAST_ROLE_FOR_WAY = {
  'command /detainer': 'reader',
  'button words:': 'reader',
  'button post': 'reader',
  'button open-search': 'reader',
  'shortcut ask-desk': 'reader',
  'shortcut ask-desk-about': 'reader',
  'form search': 'reader',
  'typeahead place': 'reader',
  home: 'reader',
  mention: 'reader',
  'direct message': 'reader',
} as const satisfies Record<string, Role>;

/** The least role for a way in, such as 'button post'; undefined: refused. */
export const leastRoleForWay = (way: string): Role | undefined =>
  Object.hasOwn(LEAST_ROLE_FOR_WAY, way) ? LEAST_ROLE_FOR_WAY[way as keyof typeof LEAST_ROLE_FOR_WAY] : undefined;

/** True when a role is at least another. */
export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** Ids of Slack's, as an operator lists them. Empty lists of `editors` leave setting up to everyone who may ask. */
export interface AccessRules {
  /** Workspaces and organisations; the desk's own when empty. */
  workspaces: readonly string[];
  /** Channels; `dm` for what one person alone sees. Every channel when empty. */
  channels: readonly string[];
  /** User groups of whom one must be the person's; everyone when empty. */
  groups: readonly string[];
  editors: readonly string[];
  admins: readonly string[];
  guests: boolean;
  connect: boolean;
}

/** What Slack says of a person; what it would not say is left out. */
export interface Person {
  /** Workspace and organisation that they belong to. */
  homes?: readonly string[];
  guest?: boolean;
  /** Those of the groups that the rules name. */
  groups?: readonly string[];
}

/** Who comes in, from where. */
export interface Request {
  /** As in the table. */
  way: string;
  workspaceIds: readonly string[];
  /** The workspace of the person, where the payload says it; Slack's own word on the person goes before. */
  homeId?: string;
  channelId?: string;
  userId: string;
}

export type Refusal = 'not listed' | 'workspace' | 'connect' | 'channel' | 'guest' | 'group' | 'not known' | 'role';
export type Verdict = { role: Role } | { refused: Refusal };

/** What can be told without asking Slack who the person is. */
export function refuseWithoutLookup(rules: AccessRules, visit: Request, own: readonly string[]): Refusal | undefined {
  if (!leastRoleForWay(visit.way)) return 'not listed';
  const workspaces = rules.workspaces.length > 0 ? rules.workspaces : own;
  const known = (id: string) => workspaces.includes(id);
  if (workspaces.length > 0 && !visit.workspaceIds.some(known)) return 'workspace';
  if (rules.channels.length > 0 && !rules.channels.includes(channelOf(visit))) return 'channel';
  return undefined;
}

/** A direct message, the home tab and a shortcut are seen by one person alone. */
const channelOf = ({ channelId }: Request): string =>
  channelId === undefined || /^[DUW]/.test(channelId) ? 'dm' : channelId;

/** The user groups that the rules name, of people who may ask and of roles. */
export const groupsNamedIn = ({ groups, editors, admins }: AccessRules): string[] => [
  ...new Set([...groups, ...editors, ...admins].filter((id) => id.startsWith('S'))),
];

/**
 * What a person may do. Where Slack does not say whether somebody is a guest the desk answers, since the facts are
 * public; a list of groups that cannot be checked lets nobody in.
 */
export function decideAccess(rules: AccessRules, visit: Request, own: readonly string[], person: Person): Verdict {
  const atOnce = refuseWithoutLookup(rules, visit, own);
  if (atOnce) return { refused: atOnce };
  const workspaces = [...rules.workspaces, ...own];
  const { homes = visit.homeId ? [visit.homeId] : [], groups } = person;
  const external = homes.length > 0 && workspaces.length > 0 && !homes.some((id) => workspaces.includes(id));
  if (external && !rules.connect) return { refused: 'connect' };
  if (person.guest && !rules.guests) return { refused: 'guest' };
  if (rules.groups.length > 0 && !groups) return { refused: 'not known' };
  if (rules.groups.length > 0 && !rules.groups.some((id) => groups?.includes(id))) return { refused: 'group' };
  const listed = (ids: readonly string[]) => ids.includes(visit.userId) || ids.some((id) => groups?.includes(id));
  // Guests and people of other workspaces, where they may ask at all, set nothing up unless they are listed.
  const everyone = rules.editors.length === 0 && !external && !person.guest;
  const role = listed(rules.admins) ? 'admin' : listed(rules.editors) || everyone ? 'editor' : 'reader';
  return isAtLeast(role, leastRoleForWay(visit.way) ?? 'admin') ? { role } : { refused: 'role' };
}
