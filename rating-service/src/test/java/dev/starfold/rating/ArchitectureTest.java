package dev.starfold.rating;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.starfold.rating.exclusions.Exclusion;
import dev.starfold.rating.exclusions.ExclusionCommand;
import dev.starfold.rating.exclusions.ExclusionDecider;
import dev.starfold.rating.exclusions.ExclusionEvent;
import dev.starfold.rating.exclusions.Rejection;
import dev.starfold.rating.exclusions.Scope;
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
    void theDomainOfExclusionsKnowsNoFramework() {
        var domain = resideInAPackage("..rating.exclusions")
                .and(belongToAnyOf(
                        Exclusion.class,
                        ExclusionCommand.class,
                        ExclusionDecider.class,
                        ExclusionEvent.class,
                        Rejection.class,
                        Scope.class));
        classes()
                .that(domain)
                .should()
                .onlyDependOnClassesThat(domain.or(resideInAnyPackage("java..", "org.jspecify.annotations")))
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
