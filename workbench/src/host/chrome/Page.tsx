import { css } from '@emotion/css';
import { type GrafanaTheme2, type NavModelItem, PageLayoutType } from '@grafana/data';
import { config, type PluginPageProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { Fragment, useEffect } from 'react';
import { Link, useLocation } from 'react-router-dom-v5-compat';

/** PluginPage of @grafana/runtime: breadcrumbs, a heading with what belongs beside it, tabs, then the page. */
export function Page(props: PluginPageProps) {
  const { actions, children, info = [], pageNav, layout, renderTitle, subTitle = pageNav?.subTitle } = props;
  const styles = useStyles2(getStyles);
  const section = useSection();
  const title = pageNav?.text ?? section.page?.text ?? '';
  useEffect(() => {
    document.title = [title, section.app?.text, 'Workbench'].filter(Boolean).join(' - ');
  }, [title, section.app?.text]);
  return (
    <div className={styles.page}>
      <Breadcrumbs trail={[section.app, section.page, ...trailOf(pageNav)]} />
      {layout === PageLayoutType.Custom || title === '' ? null : (
        <div className={styles.heading}>
          <div>
            {renderTitle === undefined ? <h1 className={styles.title}>{title}</h1> : renderTitle(title)}
            {subTitle === undefined ? null : <div className={styles.subTitle}>{subTitle}</div>}
          </div>
          {info.map(({ label, value }) => (
            <div key={label}>
              <div className={styles.subTitle}>{label}</div>
              {value}
            </div>
          ))}
          <div className={styles.actions}>{actions}</div>
        </div>
      )}
      <div className={styles.contents}>{children}</div>
    </div>
  );
}

function useSection() {
  const { pathname } = useLocation();
  const app = (config.bootData.navTree as NavModelItem[]).find(({ children = [], url = '/' }) =>
    [url, ...children.map((child) => child.url)].some((one) => one !== undefined && pathname.startsWith(one))
  );
  const page = app?.children?.find(({ url = '/' }) => pathname === url || pathname.startsWith(`${url}/`));
  return { app, page };
}

function trailOf(pageNav: NavModelItem | undefined): NavModelItem[] {
  return pageNav === undefined ? [] : [...trailOf(pageNav.parentItem), pageNav];
}

function Breadcrumbs({ trail }: { trail: Array<NavModelItem | undefined> }) {
  const styles = useStyles2(getStyles);
  const shown = trail
    .filter((item) => item !== undefined)
    .filter((item, index, all) => all[index + 1]?.text !== item.text);
  return (
    <nav className={styles.breadcrumbs} aria-label="Breadcrumbs">
      {shown.map((item, index) => (
        <Fragment key={item.text}>
          {index === 0 ? null : <span aria-hidden>›</span>}
          {index === shown.length - 1 || item.url === undefined ? (
            <span aria-current="page">{item.text}</span>
          ) : (
            <Link to={item.url}>{item.text}</Link>
          )}
        </Fragment>
      ))}
    </nav>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    page: css({
      display: 'flex',
      flexDirection: 'column',
      flex: 1,
      gap: theme.spacing(2),
      padding: theme.spacing(1, 3, 3),
      [theme.breakpoints.down('md')]: { padding: theme.spacing(1, 2, 2) },
    }),
    breadcrumbs: css({
      display: 'flex',
      gap: theme.spacing(1),
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
    }),
    heading: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 3),
    }),
    title: css({ ...theme.typography.h2, margin: 0, overflowWrap: 'anywhere' }),
    subTitle: css({ color: theme.colors.text.secondary }),
    actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginLeft: 'auto' }),
    contents: css({ display: 'flex', flexDirection: 'column', flex: 1 }),
  };
}
