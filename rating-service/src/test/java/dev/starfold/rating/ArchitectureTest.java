package dev.starfold.rating;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.starfold");

    @Test
    void theStatisticsKnowNoFramework() {
        classes()
                .that()
                .resideInAPackage("..rating.statistics..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", "..rating.statistics..")
                .check(SERVICE);
    }

    @Test
    void theProjectionKnowsNeitherRestNorProblems() {
        noClasses()
                .that()
                .resideInAPackage("..rating.projection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "..rating.problem..")
                .check(SERVICE);
    }

    @Test
    void noOtherServicesClassIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.starfold.review..", "dev.starfold.reaction..")
                .check(SERVICE);
    }
}
