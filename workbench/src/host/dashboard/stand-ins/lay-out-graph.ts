export interface Edge {
  readonly source: string;
  readonly target: string;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Columns by the longest way from where nobody calls, each column spread over the height; both from 0 to 1. */
export function layOutGraph(nodes: readonly string[], edges: readonly Edge[]): Map<string, Place> {
  const depths = new Map(nodes.map((node) => [node, 0]));
  // As many rounds as there are nodes, so that a circle ends.
  for (let round = 0; round < nodes.length; round += 1) {
    let moved = false;
    for (const { source, target } of edges) {
      const depth = Math.min(nodes.length - 1, (depths.get(source) ?? 0) + 1);
      if (source !== target && depth > (depths.get(target) ?? 0) && round < nodes.length - 1) {
        depths.set(target, depth);
        moved = true;
      }
    }
    if (!moved) {
      break;
    }
  }
  const used = [...new Set(depths.values())].sort((a, b) => a - b);
  const columns = used.map((depth) => nodes.filter((node) => depths.get(node) === depth));
  const places = new Map<string, Place>();
  columns.forEach((column, at) =>
    column.forEach((node, row) => places.set(node, { x: (at + 0.5) / columns.length, y: (row + 0.5) / column.length }))
  );
  return places;
}
