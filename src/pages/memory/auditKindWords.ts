import { type AuditKind } from '@incident-memory/contract';
import { type IconName } from '@grafana/ui';

/** What an audit finds, in words. */
export const AUDIT_KIND_WORDS: Record<AuditKind, { text: string; icon: IconName }> = {
  duplicate: { text: 'Duplicates', icon: 'copy' },
  contradiction: { text: 'Contradicting', icon: 'arrows-h' },
  stale: { text: 'Stale', icon: 'clock-nine' },
  unverified: { text: 'Unverified', icon: 'question-circle' },
  're-ingested': { text: 'Sent in again', icon: 'repeat' },
  burst: { text: 'Many at once', icon: 'layer-group' },
  orphan: { text: 'Linked to nothing', icon: 'minus-circle' },
  'instruction-like': { text: 'Reads like an instruction', icon: 'exclamation-triangle' },
};
