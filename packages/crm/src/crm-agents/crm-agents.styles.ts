import { css } from 'lit';

/** Styles of the screen of agents, on top of those of every settings screen. */
export const styles = css`
  .section > .data {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
  }
`;
