import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type RulesDryRun } from '@incident-memory/contract';
import { Combobox, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { useRulesDryRun } from '../../../shared/data/useKeeping';
import { getFilterStyles } from '../../../shared/filters/filterStyles';
import { isSince, SINCE, type Since } from '../../../shared/memory/since';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { getTableStyles } from '../../../shared/parts/dataTable';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { incidentName, incidentPath } from '../../../shared/pluginAddress';
import { StateTag } from '../../../shared/tags/StateTag';
import { useNow } from '../../../shared/time/useNow';
import { useUrlState } from '../../../shared/useUrlState';
import { count } from '../../../shared/words';
import { type Rule, TryRule } from './TryRule';

const HOUR_MS = 3_600_000;
const SPANS = (Object.keys(SINCE) as Since[]).map((value) => ({ value, label: SINCE[value].text }));

/** What is worth remembering: the rules in force, and what they or one more would have made of the past. */
export function RulesTab() {
  const styles = useStyles2(getFilterStyles);
  const label = useId();
  const [parameters, changeUrl] = useUrlState();
  const asked = parameters.get('since');
  const since: Since = isSince(asked) ? asked : '30d';
  const [tried, setTried] = useState<Rule | null>(null);
  const now = useNow(HOUR_MS);
  const to = Math.floor(now / HOUR_MS) * HOUR_MS + HOUR_MS;
  const span = { from: to - SINCE[since].milliseconds, to };
  const inForce = useRulesDryRun(span);
  return (
    <Stack direction="column" gap={1.5}>
      <div className={styles.bar}>
        <div className={styles.group}>
          <label id={label} htmlFor="rules-since" className={styles.label}>
            Tried over
          </label>
          <Combobox
            id="rules-since"
            aria-labelledby={label}
            options={SPANS}
            value={since}
            width={18}
            onChange={({ value }) => changeUrl({ since: value === '30d' ? null : value })}
          />
        </div>
      </div>
      <Section title="In force" aside="set in the configuration file, memory.rules">
        <QueryView query={inForce} what="what the rules did">
          {(run) => <RunResult run={run} none="No rule is set: every incident that ends is remembered." />}
        </QueryView>
      </Section>
      <Section title="Try a rule" aside="nothing is changed by it">
        <TryRule busy={false} onTry={setTried} />
        {tried !== null && <Tried rule={tried} span={span} />}
      </Section>
    </Stack>
  );
}

function Tried({ rule, span }: { rule: Rule; span: { from: number; to: number } }) {
  const query = useRulesDryRun({ ...span, rules: [rule] });
  return (
    <QueryView query={query} what="what the rule would have done">
      {(run) => <RunResult run={run} none="The rule would have decided nothing." />}
    </QueryView>
  );
}

function RunResult({ run, none }: { run: RulesDryRun; none: string }) {
  const styles = useStyles2(getTableStyles);
  const { spaced } = useStyles2(getStyles);
  const { incidents, remembered, rules } = run;
  return (
    <div role="status">
      <p className={spaced}>
        Of {count(incidents, 'incident')} in this time {remembered.toLocaleString('en')} would be remembered. What
        people worked on is remembered whatever the rules say.
      </p>
      {rules.length === 0 ? (
        <EmptyNote icon="filter" title={none}>
          A rule leaves out what is not worth it, or keeps what another one would leave out.
        </EmptyNote>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">Does</th>
                <th scope="col" className="number">
                  Decided
                </th>
                <th scope="col">The newest</th>
              </tr>
            </thead>
            <tbody>
              {rules.map(({ name, remember, count: decided, examples }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    {remember ? (
                      <StateTag text="Remembers" color="green" icon="check" />
                    ) : (
                      <StateTag text="Leaves out" color="orange" icon="times" />
                    )}
                  </td>
                  <td className="number">{decided.toLocaleString('en')}</td>
                  <td>
                    {examples.length === 0
                      ? 'none'
                      : examples.map(({ incident, number, title }, place) => (
                          <React.Fragment key={incident}>
                            {place > 0 && ', '}
                            <TextLink href={incidentPath(number)}>{`${incidentName(number)} · ${title}`}</TextLink>
                          </React.Fragment>
                        ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ spaced: css({ margin: theme.spacing(0, 0, 1) }) });
