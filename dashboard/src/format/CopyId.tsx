// An id by its last characters, which is how people search for it; a click copies the whole of it.
import { useNotify } from 'react-admin';

/** So many characters tell ids apart, and the lists' search finds by them. */
const SHOWN = 8;

/** The end of an id. */
export const shortId = (id: string): string => id.slice(-SHOWN);

export const CopyId = ({ id }: { id: string }) => {
  const notify = useNotify();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id);
      notify('Id copied', { type: 'info', autoHideDuration: 1500 });
    } catch {
      notify(id, { type: 'info' });
    }
  };
  return (
    <button
      type="button"
      title={`${id} · click to copy`}
      aria-label={`Copy the id ${id}`}
      className="fo-copy-id"
      onClick={(event) => {
        // Not the row that it stands in.
        event.stopPropagation();
        void copy();
      }}
    >
      {shortId(id)}
    </button>
  );
};
