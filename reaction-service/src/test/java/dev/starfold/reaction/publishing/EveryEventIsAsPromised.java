package dev.starfold.reaction.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each test class, holds every event that was published meanwhile to the schema and to the AsyncAPI document. */
public final class EveryEventIsAsPromised implements AfterAllCallback {

    private static final PublishedTopic TOPIC = new PublishedTopic();

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(TOPIC.news()).allSatisfy(record -> {
            assertThat(Contract.faults(PublishedTopic.header(record, "ce_type"), record.value()))
                    .as(record.value())
                    .isEmpty();
            assertThat(Contract.headerFaults(record)).as(record.toString()).isEmpty();
        });
    }
}
