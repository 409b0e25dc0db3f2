import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';

export type UrlChange = Record<string, string | readonly string[] | null>;

/** State that lives in the address, so that every view can be linked to. Empty and null values leave the address. */
export function useUrlState(): [URLSearchParams, (change: UrlChange) => void] {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const parameters = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback(
    (changes: UrlChange) => navigate(`${pathname}${withChanges(search, changes)}`, { replace: true }),
    [navigate, pathname, search]
  );
  return [parameters, change];
}

/** The query string with these parts changed, for links and for navigation. */
export function withChanges(search: string, changes: UrlChange): string {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    const text = typeof value === 'string' || value === null ? value : value.join(',');
    if (text === null || text === '') {
      next.delete(key);
    } else {
      next.set(key, text);
    }
  }
  const query = next.toString().replaceAll('%2C', ',');
  return query === '' ? '' : `?${query}`;
}
