package dev.starfold.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses store = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.starfold.eventstore");

    @Test
    void theLibraryKnowsNoService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.starfold.review..", "dev.starfold.rating..", "dev.starfold.reaction..")
                .check(store);
    }

    @Test
    void onlyTheEdgeTheWatchAndTheWiringKnowAnApplicationFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.starfold.eventstore.edge..",
                        "dev.starfold.eventstore.watch..",
                        "dev.starfold.eventstore.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "org.hibernate..")
                .check(store);
    }

    @Test
    void onlyWhatKnowsTheFrameworkAndTheOperatorsCallsKnowOfJakarta() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.starfold.eventstore.operations.http..",
                        "dev.starfold.eventstore.edge..",
                        "dev.starfold.eventstore.watch..",
                        "dev.starfold.eventstore.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkiverse..")
                .check(store);
    }

    @Test
    void appendingKnowsNothingOfPublishing() {
        classes()
                .that()
                .resideInAPackage("dev.starfold.eventstore")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.starfold.eventstore.relay..", "dev.starfold.eventstore.projection..", "org.apache.kafka..")
                .check(store);
    }
}
