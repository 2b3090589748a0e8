/** Where a model's files come from. */
export interface ModelFiles {
  /** A graph as a path or as bytes, with the weights that stand beside it. */
  graph(file: string): Promise<{
    readonly graph: string | Uint8Array;
    readonly externalData?: { path: string; data: Uint8Array }[];
  }>;
  text(file: string): Promise<string>;
}
