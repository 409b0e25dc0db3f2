import { type Memory } from '@incident-memory/contract';
import { Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useMemoryAct } from '../../../shared/data/useMemories';
import { FLAG_WORDS } from '../../../shared/memory/memoryWords';
import { TextDialog } from '../../../shared/parts/TextDialog';

type Flag = Memory['flags'][number];

/** An admin says that a doubt is wrong, with a reason; only then may it lead to a recommendation. */
export function Unflag({ memory }: { memory: Memory }) {
  const [asked, setAsked] = useState<Flag | null>(null);
  const act = useMemoryAct();
  return !useMay('Admin') ? null : (
    <Stack gap={1} wrap="wrap">
      {memory.flags.map((flag) => (
        <Button
          key={flag}
          size="sm"
          variant="secondary"
          onClick={() => {
            act.reset();
            setAsked(flag);
          }}
        >
          {`Not so: “${FLAG_WORDS[flag]}”`}
        </Button>
      ))}
      {asked !== null && (
        <TextDialog
          title="Take the doubt back"
          explanation="It may be recommended from again. Your reason is kept."
          label="How do you know?"
          submit="It is honest"
          longest={1000}
          busy={act.isPending}
          error={act.error}
          onCancel={() => setAsked(null)}
          onSend={(reason) =>
            act.mutate(
              {
                memory: memory.id,
                version: memory.version,
                does: { act: 'unflagMemory', body: { flag: asked, reason } },
              },
              { onSuccess: () => setAsked(null) }
            )
          }
        />
      )}
    </Stack>
  );
}
