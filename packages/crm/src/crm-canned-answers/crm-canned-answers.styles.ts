import { css } from 'lit';

/** Styles of the canned answers screen, on top of those of every settings screen. */
export const styles = css`
  .placeholders {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: var(--_s2) var(--_s4);
  }
  .placeholders > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_s2);
  }
  .placeholders > li > .grow {
    flex-basis: 130px;
  }
  .placeholders .btn {
    padding-inline: 10px;
    font-weight: 500;
    font-size: var(--_size-s);
  }
  .preview {
    min-block-size: 5em;
  }
  .excerpt {
    display: -webkit-box;
    overflow: hidden;
    max-inline-size: 60ch;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
`;
