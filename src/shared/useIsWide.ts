import { useTheme2 } from '@grafana/ui';
import { useEffect, useState } from 'react';

/** Whether there is room for two things side by side. */
export function useIsWide(): boolean {
  const theme = useTheme2();
  const query = `(min-width: ${theme.breakpoints.values.lg}${theme.breakpoints.unit})`;
  const [wide, setWide] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const follow = () => setWide(media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return wide;
}
