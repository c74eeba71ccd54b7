import {
  AliasNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  type InsertQueryNode,
  JoinNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  PrimitiveValueListNode,
  type QueryId,
  QueryNode,
  ReferenceNode,
  type SelectQueryNode,
  TableNode,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely';
import { workspaceAtHand } from '../workspace.ts';

/** The tables whose rows belong to a workspace, in the column `workspace_id`; '' for a desk with one token. */
export const TABLES_OF_WORKSPACES: ReadonlySet<string> = new Set([
  'answers',
  'audit',
  'corrections',
  'default_states',
  'outbox',
  'subscriptions',
  'watches',
]);

/**
 * The one place that keeps workspaces apart: inside `inWorkspace`, every query, join and subquery reads, changes and
 * deletes rows of that workspace alone, and every new row is its own. Outside of it, queries are left as they are.
 */
export const byWorkspace: KyselyPlugin = {
  transformQuery({ node, queryId }) {
    const workspace = workspaceAtHand();
    return workspace ? new ByWorkspace(workspace.id).transformNode(node, queryId) : node;
  },
  transformResult: async ({ result }) => result,
};

const COLUMN = 'workspace_id';

class ByWorkspace extends OperationNodeTransformer {
  readonly #id: string;

  constructor(id: string) {
    super();
    this.#id = id;
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const made = super.transformSelectQuery(node, queryId);
    return this.#ofTables(made.from?.froms ?? []).reduce<SelectQueryNode>(QueryNode.cloneWithWhere, made);
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    const made = super.transformUpdateQuery(node, queryId);
    return this.#ofTables(made.table ? [made.table] : []).reduce<UpdateQueryNode>(QueryNode.cloneWithWhere, made);
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    const made = super.transformDeleteQuery(node, queryId);
    return this.#ofTables(made.from.froms).reduce<DeleteQueryNode>(QueryNode.cloneWithWhere, made);
  }

  protected override transformJoin(node: JoinNode, queryId?: QueryId): JoinNode {
    return this.#ofTables([node.table]).reduce(JoinNode.cloneWithOn, super.transformJoin(node, queryId));
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const made = super.transformInsertQuery(node, queryId);
    const { into, columns, values } = made;
    if (!into || !TABLES_OF_WORKSPACES.has(into.table.identifier.name)) return made;
    // The audit's rows of several requests are written together, each with its workspace.
    if (!columns || columns.some((each) => each.column.name === COLUMN)) return made;
    if (!values || !ValuesNode.is(values)) throw new Error('rows of a workspace are inserted as values');
    const rows = values.values.map((row) =>
      PrimitiveValueListNode.is(row)
        ? PrimitiveValueListNode.create([...row.values, this.#id])
        : ValueListNode.create([...row.values, ValueNode.create(this.#id)]),
    );
    return { ...made, columns: [...columns, ColumnNode.create(COLUMN)], values: ValuesNode.create(rows) };
  }

  /** A condition for each table of workspaces among these, under the name that the query gives it. */
  #ofTables(tables: readonly OperationNode[]): OperationNode[] {
    return tables.flatMap((each) => {
      const table = AliasNode.is(each) ? each.node : each;
      if (!TableNode.is(table) || !TABLES_OF_WORKSPACES.has(table.table.identifier.name)) return [];
      const name = AliasNode.is(each) ? each.alias : table.table.identifier;
      const reference = ReferenceNode.create(ColumnNode.create(COLUMN), {
        kind: 'TableNode',
        table: { kind: 'SchemableIdentifierNode', identifier: name as typeof table.table.identifier },
      });
      return [BinaryOperationNode.create(reference, OperatorNode.create('='), ValueNode.create(this.#id))];
    });
  }
}
