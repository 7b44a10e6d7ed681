package dev.starfold.eventstore.operations;

/** The job is no longer this instance's to do: it was cancelled, or the lease went to another. */
final class JobEndedException extends Exception {

    private static final long serialVersionUID = 1L;

    JobEndedException() {
        super("the job was cancelled or went to another instance");
    }
}
