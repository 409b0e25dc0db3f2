export interface GroupingScore {
  /** Share of lines whose group holds exactly the lines of the true group (grouping accuracy). */
  readonly ga: number;
  /** F1 over groups: how many groups are exactly right. */
  readonly fga: number;
}

/** Khan et al., Guidelines for assessing the accuracy of log message template identification techniques (ICSE 2022). */
export function scoreGrouping(
  truth: readonly (string | number)[],
  predicted: readonly (string | number)[]
): GroupingScore {
  const gold = groupsOf(truth);
  const said = groupsOf(predicted);
  const exact = [...said].filter(([members]) => gold.has(members));
  const lines = exact.reduce((sum, [, size]) => sum + size, 0);
  const precision = exact.length / said.size;
  const recall = exact.length / gold.size;
  return {
    ga: lines / truth.length,
    fga: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** Each group named by the places of its lines. */
function groupsOf(assignments: readonly (string | number)[]): Map<string, number> {
  const places = new Map<string | number, number[]>();
  assignments.forEach((group, index) => {
    const members = places.get(group);
    if (members === undefined) {
      places.set(group, [index]);
    } else {
      members.push(index);
    }
  });
  return new Map([...places.values()].map((members) => [members.join(','), members.length]));
}
