import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Memory } from '@incident-memory/contract';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useMemory, useMemoryAct } from '../../../shared/data/useMemories';
import { LINK_NAMES, memoryName } from '../../../shared/memory/memoryWords';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { Section } from '../../../shared/parts/Section';
import { memoryPath } from '../../../shared/pluginAddress';
import { LinkDialog } from './LinkDialog';

type Link = Memory['links'][number];

/** How it stands to other memories; a link is taken back, never rewritten. */
export function RecordLinks({ memory }: { memory: Memory }) {
  const styles = useStyles2(getStyles);
  const mayAct = useMay('Editor');
  const [linking, setLinking] = useState(false);
  const act = useMemoryAct();
  const { id, version, links } = memory;
  return (
    <Section
      title="Linked"
      aside={
        mayAct && (
          <Button
            size="sm"
            fill="text"
            variant="secondary"
            icon="link"
            onClick={() => {
              act.reset();
              setLinking(true);
            }}
          >
            Link to another
          </Button>
        )
      }
    >
      {act.isError && !linking && <ErrorState title="The link stays" error={act.error} />}
      {links.length === 0 ? (
        <span className={styles.secondary}>To nothing yet.</span>
      ) : (
        <ul className={styles.list}>
          {links.map((link) => (
            <li key={`${link.kind} ${link.memory}`} className={styles.item}>
              <LinkWords link={link} />
              {mayAct && (
                <Button
                  size="sm"
                  fill="text"
                  variant="secondary"
                  disabled={act.isPending}
                  aria-label={`Take back the link: ${LINK_NAMES[link.kind]}`}
                  onClick={() =>
                    act.mutate({
                      memory: id,
                      version,
                      does: { act: 'unlinkMemory', body: { kind: link.kind, memory: link.memory, reason: '' } },
                    })
                  }
                >
                  Take back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {linking && (
        <LinkDialog
          memory={memory}
          busy={act.isPending}
          error={act.error}
          onCancel={() => setLinking(false)}
          onSend={(body) =>
            act.mutate(
              { memory: id, version, does: { act: 'linkMemory', body } },
              { onSuccess: () => setLinking(false) }
            )
          }
        />
      )}
    </Section>
  );
}

function LinkWords({ link }: { link: Link }) {
  const styles = useStyles2(getStyles);
  const other = useMemory(link.memory).data;
  return (
    <span>
      {LINK_NAMES[link.kind]}{' '}
      <TextLink href={memoryPath(link.memory)}>{other === undefined ? 'another memory' : memoryName(other)}</TextLink>
      {link.reason !== '' && <span className={styles.secondary}>: {link.reason}</span>}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
  }),
  secondary: css({ color: theme.colors.text.secondary }),
});
