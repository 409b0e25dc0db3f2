import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Detector, type DetectorMode } from '@incident-memory/contract';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useMay } from '../../shared/data/useCapabilities';
import { StateTag } from '../../shared/tags/StateTag';
import { MODE_WORDS, MODES } from './modeWords';

const OPTIONS = MODES.map((value) => ({
  value,
  label: MODE_WORDS[value].text,
  description: MODE_WORDS[value].meaning,
}));

interface ModeChoiceProps {
  detector: Detector;
  onAsk: (mode: DetectorMode) => void;
  /** Where it becomes live elsewhere: why not here. */
  liveElsewhere?: string;
}

const LIVE: DetectorMode[] = ['live'];

/** For an Admin a choice; for everyone else, and where the file says so, the mode as it is. */
export function ModeChoice({ detector, onAsk, liveElsewhere }: ModeChoiceProps) {
  const styles = useStyles2(getStyles);
  const mayChange = useMay('Admin');
  const { mode, name, fixedByFile } = detector;
  if (mayChange && !fixedByFile) {
    const hint = mode === 'live' ? undefined : liveElsewhere;
    return (
      <>
        <RadioButtonGroup
          aria-label={`Mode of ${name}`}
          size="sm"
          options={OPTIONS}
          disabledOptions={hint === undefined ? undefined : LIVE}
          value={mode}
          onChange={onAsk}
        />
        {hint !== undefined && <div className={styles.why}>{hint}</div>}
      </>
    );
  }
  const { text, color, icon, meaning } = MODE_WORDS[mode];
  return (
    <>
      <StateTag text={text} color={color} icon={icon} tooltip={meaning} />
      {fixedByFile && <div className={styles.why}>set in the configuration file, changed there</div>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  why: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
