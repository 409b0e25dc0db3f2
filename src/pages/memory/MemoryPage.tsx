import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import React from 'react';
import { PAGES } from '../../shared/pluginAddress';
import { useUrlState } from '../../shared/useUrlState';
import { ForgetTab } from './forget/ForgetTab';
import { ImportsTab } from './imports/ImportsTab';
import { MemoriesTab } from './list/MemoriesTab';
import { LogTab } from './log/LogTab';
import { QualityTab } from './quality/QualityTab';
import { ReviewTab } from './review/ReviewTab';
import { RulesTab } from './rules/RulesTab';
import { SearchTab } from './search/SearchTab';

const TABS = {
  search: { text: 'Search', icon: 'search', body: SearchTab },
  memories: { text: 'Memories', icon: 'database', body: MemoriesTab },
  log: { text: 'Log', icon: 'history', body: LogTab },
  review: { text: 'To review', icon: 'list-ul', body: ReviewTab },
  quality: { text: 'Quality', icon: 'chart-line', body: QualityTab },
  rules: { text: 'Rules', icon: 'filter', body: RulesTab },
  imports: { text: 'Imports', icon: 'import', body: ImportsTab },
  forget: { text: 'Forget', icon: 'trash-alt', body: ForgetTab },
} as const;
type TabName = keyof typeof TABS;

function isTab(name: string | null): name is TabName {
  return name !== null && Object.hasOwn(TABS, name);
}

/** What the organisation remembers: found, listed, and everything that was done with it. */
export function MemoryPage() {
  const styles = useStyles2(getStyles);
  const [parameters] = useUrlState();
  const asked = parameters.get('tab');
  const open = isTab(asked) ? asked : 'search';
  const Body = TABS[open].body;
  return (
    <PluginPage>
      <TabsBar>
        {(Object.keys(TABS) as TabName[]).map((name) => (
          <Tab
            key={name}
            label={TABS[name].text}
            icon={TABS[name].icon}
            active={name === open}
            href={name === 'search' ? PAGES.memory : `${PAGES.memory}?tab=${name}`}
          />
        ))}
      </TabsBar>
      <div className={styles.body}>
        <Body />
      </div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ body: css({ paddingTop: theme.spacing(2), minWidth: 0 }) });
