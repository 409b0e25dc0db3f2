/** Why one document is not taken while others are. */
export interface ItemProblem {
  /** As Elasticsearch names it; senders show and sometimes compare it. */
  readonly type: 'illegal_argument_exception' | 'document_parsing_exception';
  readonly problem: string;
  /** The key in the action or the document; '' for all of it. */
  readonly field: string;
}

export type ItemOutcome = 'taken' | 'ignored' | ItemProblem;

export interface BulkItem {
  readonly action: string;
  readonly index: string;
  readonly id: string | null;
  readonly outcome: ItemOutcome;
}
