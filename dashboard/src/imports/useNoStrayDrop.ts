// A file that is dropped beside the place for it: the browser would leave the page and show the file.
import { useEffect } from 'react';

/** While the component is there, files dropped where nothing takes them are ignored. */
export const useNoStrayDrop = (): void => {
  useEffect(() => {
    const ignore = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', ignore);
    window.addEventListener('drop', ignore);
    return () => {
      window.removeEventListener('dragover', ignore);
      window.removeEventListener('drop', ignore);
    };
  }, []);
};
