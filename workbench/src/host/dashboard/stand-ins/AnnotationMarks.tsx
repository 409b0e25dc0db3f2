import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { TextLink, Toggletip, useStyles2, useTheme2 } from '@grafana/ui';
import type { AnnotationMark } from '../annotations.ts';

/** Grafana's own name for it, so that a test finds it in both. */
const MARKER_TEST_ID = 'data-testid annotation-marker';

export interface PlacedMark {
  readonly mark: AnnotationMark;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** A dashed line with a foot that opens what the annotation says. */
export function AnnotationMarks({ marks }: { marks: readonly PlacedMark[] }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return marks.map(({ mark, left, top, height }) => {
    const color = theme.visualization.getColorByName(mark.color);
    return (
      <div
        key={`${mark.time} ${mark.title} ${mark.text}`}
        className={styles.line}
        style={{ left, top, height, borderColor: color }}
      >
        <Toggletip content={<Told mark={mark} />} closeButton>
          <button
            type="button"
            className={styles.foot}
            style={{ background: color }}
            aria-label={`Annotation ${mark.title}`}
            data-testid={MARKER_TEST_ID}
          />
        </Toggletip>
      </div>
    );
  });
}

function Told({ mark }: { mark: AnnotationMark }) {
  return (
    <>
      <strong>{mark.title}</strong>
      <p>{dateTimeFormat(mark.time)}</p>
      <p>{mark.text}</p>
      <p>{mark.tags.join(', ')}</p>
      {mark.links.map((link) => (
        <TextLink key={link.href} href={link.href} inline={false}>
          {link.title}
        </TextLink>
      ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    line: css({ position: 'absolute', width: 0, borderLeft: '1px dashed', pointerEvents: 'none' }),
    foot: css({
      position: 'absolute',
      bottom: theme.spacing(-1),
      left: theme.spacing(-0.75),
      width: theme.spacing(1.5),
      height: theme.spacing(1),
      padding: 0,
      border: 'none',
      pointerEvents: 'auto',
    }),
  };
}
