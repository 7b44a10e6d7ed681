package dev.starfold.local.importing;

/** Where the reviews of a file go, in its order. */
interface Sink {

    /**
     * @param place where in the file, in words
     * @param json a line as {@code POST /imports} takes it, without its end
     */
    void review(String place, byte[] json);

    /** Something that is no review. */
    void rejected(Rejected rejected);

    /** No more comes: what is held is sent. */
    void end();

    /** What was refused: its place in the file, the field that is wrong ({@code $}: the whole), and why. */
    record Rejected(String place, String field, String message) {
        @Override
        public String toString() {
            return "%s: %s: %s".formatted(place, field, message);
        }
    }
}
