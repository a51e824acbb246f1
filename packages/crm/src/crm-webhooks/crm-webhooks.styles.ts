import { css } from 'lit';

/** Styles of the webhooks screen, on top of those of every settings screen. */
export const styles = css`
  .table .link {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .secret {
    flex: 1 1 280px;
    padding: 8px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_canvas);
    font-family: ui-monospace, Menlo, Consolas, monospace;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .created {
    max-inline-size: 760px;
  }
  .address,
  .title,
  .dialog .subtitle {
    overflow-wrap: anywhere;
  }
  @container (max-width: 859px) {
    .table td.wide {
      grid-column: 1 / -1;
    }
  }
`;
