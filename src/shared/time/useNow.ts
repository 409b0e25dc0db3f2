import { useEffect, useState } from 'react';

/** The present, renewed every few seconds so that relative times on the screen stay true. */
export function useNow(everyMilliseconds = 5000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
