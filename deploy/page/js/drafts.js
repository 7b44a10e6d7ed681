// @ts-check

/**
 * What somebody is writing, kept in this browser until it is sent or thrown away.
 *
 * @typedef {{values: Record<string, string>, key: string, version?: number, at: string}} Draft
 * @param {string} user
 * @param {string} of the subject, or the review that is revised
 */
export function drafts(user, of) {
  const place = `starfold.draft.${user}.${of}`;
  return {
    /** @returns {Draft | null} */
    read() {
      try {
        return JSON.parse(localStorage.getItem(place) ?? "null");
      } catch {
        return null;
      }
    },
    /** @param {Omit<Draft, "at">} draft */
    keep(draft) {
      localStorage.setItem(place, JSON.stringify({ ...draft, at: new Date().toISOString() }));
    },
    drop() {
      localStorage.removeItem(place);
    },
  };
}
