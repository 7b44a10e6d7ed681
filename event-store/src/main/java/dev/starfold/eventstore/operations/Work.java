package dev.starfold.eventstore.operations;

import java.util.function.BooleanSupplier;

/** What a kind of job does. */
interface Work {

    /**
     * Does the job from where it stands, renewing its lease, until it has ended or is to stop.
     *
     * @throws JobEndedException when the job is no longer this instance's to do; anything else is tried again
     */
    void perform(Job job, BooleanSupplier stopping) throws Exception;

    /** Makes up, now and then while this instance has no job, for what jobs that have ended could not do. */
    default void tidy() throws Exception {}
}
