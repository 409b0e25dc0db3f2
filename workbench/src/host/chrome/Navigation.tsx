import { css, cx } from '@emotion/css';
import { toIconName, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, useStyles2 } from '@grafana/ui';
import { Link, useLocation } from 'react-router-dom-v5-compat';

/** The menu that Grafana makes of the app's plugin.json. */
export function Navigation() {
  const styles = useStyles2(getStyles);
  return (
    <nav className={styles.navigation} aria-label="Navigation">
      <ul>
        {(config.bootData.navTree as NavModelItem[]).map((item) => (
          <li key={item.text}>
            <Entry item={item} />
            {item.children === undefined ? null : (
              <ul className={styles.children}>
                {item.children.map((child) => (
                  <li key={child.text}>
                    <Entry item={child} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Entry({ item }: { item: NavModelItem }) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const here = item.children === undefined && pathname === item.url;
  const icon = toIconName(item.icon ?? '');
  return (
    <Link
      className={cx(styles.link, here && styles.here)}
      to={item.url ?? '/'}
      aria-current={here ? 'page' : undefined}
    >
      {item.img === undefined ? null : <img src={item.img} alt="" width={16} height={16} />}
      {icon === undefined ? null : <Icon name={icon} />}
      {item.text}
    </Link>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    navigation: css({
      gridArea: 'navigation',
      width: theme.spacing(27),
      padding: theme.spacing(2, 1),
      borderRight: `1px solid ${theme.colors.border.weak}`,
      ul: { listStyle: 'none' },
      [theme.breakpoints.down('md')]: { display: 'none' },
    }),
    children: css({ paddingLeft: theme.spacing(2) }),
    link: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(0.75, 1),
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.secondary,
      '&:hover': { color: theme.colors.text.primary, textDecoration: 'underline' },
    }),
    here: css({ color: theme.colors.text.primary, background: theme.colors.action.selected }),
  };
}
