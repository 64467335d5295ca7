package io.dopaflow;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** The structure that the modules promise one another, read from their class files. */
@AnalyzeClasses(packages = "io.dopaflow", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {

    private static final String MODELS = "io.dopaflow.models..";
    private static final String SIMULATOR = "io.dopaflow.simulator..";
    private static final String ANALYSIS = "io.dopaflow.analysis..";
    private static final String STORE = "io.dopaflow.analysis.store..";
    private static final String SCENARIOS = "io.dopaflow.scenarios..";

    @ArchTest
    static final ArchRule packages_dependAsTheLayoutSays = classes().should(new Layout().condition());

    @ArchTest
    static final ArchRule packages_areFreeOfCycles =
            slices().matching("io.dopaflow.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule akka_isKnownToTheSimulatorAndTheLaboratoryOnly = noClasses()
            .that()
            .resideOutsideOfPackages(SIMULATOR, "io.dopaflow.scenarios.laboratory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("akka..", "scala..");

    @ArchTest
    static final ArchRule akka_staysBehindTheEngine = noClasses()
            .that()
            .resideInAPackage("io.dopaflow.simulator.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("akka..");

    @ArchTest
    static final ArchRule queriesAndNumericsAndFigures_areKnownToTheAnalysisOnly =
            onlyIn(ANALYSIS, "org.duckdb..", "org.hipparchus..", "org.knowm..");

    @ArchTest
    static final ArchRule commandLineAndYaml_areKnownToTheScenariosOnly =
            onlyIn(SCENARIOS, "picocli..", "com.fasterxml.jackson.dataformat.yaml..", "org.yaml..");

    @ArchTest
    static final ArchRule models_touchNoFilesThreadsOrClocks = noClasses()
            .that()
            .resideInAPackage(MODELS)
            .should()
            .dependOnClassesThat(resideInAPackage("java.io..")
                    .or(resideInAPackage("java.nio.file.."))
                    .or(resideInAPackage("java.net.."))
                    .or(resideInAPackage("java.util.concurrent.."))
                    .or(oneOf(Thread.class, ThreadLocal.class, Clock.class, Process.class, ProcessHandle.class)))
            .orShould()
            .accessTargetWhere(method(System.class, "currentTimeMillis", "nanoTime", "getenv", "getProperty"));

    /** Whoever makes a generator gives it a seed: the streams do, from the run's own. */
    @ArchTest
    static final ArchRule generators_areMadeByTheStreamsOnly = noClasses()
            .that()
            .resideOutsideOfPackage("io.dopaflow.models.random..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.commons.rng.simple..", "org.apache.commons.rng.core..", "org.hipparchus.random..");

    @ArchTest
    static final ArchRule randomness_comesFromTheStreamsOfTheRunOnly = noClasses()
            .should()
            .dependOnClassesThat(oneOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class))
            .orShould()
            .accessTargetWhere(method(Math.class, "random"))
            .orShould()
            .accessTargetWhere(method(StrictMath.class, "random"));

    /** {@link Math} may answer differently on another processor or JDK for exactly these; {@link StrictMath} may not. */
    @ArchTest
    static final ArchRule dynamics_areTheSameOnEveryPlatform = noClasses()
            .that()
            .resideInAnyPackage(MODELS, SIMULATOR)
            .should()
            .accessTargetWhere(method(
                    Math.class,
                    "sin",
                    "cos",
                    "tan",
                    "asin",
                    "acos",
                    "atan",
                    "atan2",
                    "sinh",
                    "cosh",
                    "tanh",
                    "exp",
                    "expm1",
                    "log",
                    "log10",
                    "log1p",
                    "pow",
                    "cbrt",
                    "hypot"));

    @ArchTest
    static final ArchRule onlyTheCommandLine_endsTheProcess = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.dopaflow.scenarios.cli.Dopaflow")
            .should()
            .accessTargetWhere(method(System.class, "exit"))
            .orShould()
            .accessTargetWhere(method(Runtime.class, "exit", "halt"));

    @ArchTest
    static final ArchRule store_knowsNoMeaning = noClasses()
            .that()
            .resideInAPackage(STORE)
            .should()
            .dependOnClassesThat(resideInAPackage("io.dopaflow..")
                    .and(DescribedPredicate.not(
                            resideInAPackage(STORE).or(resideInAPackage("io.dopaflow.models.record..")))));

    /** Nothing else puts a file into its place: no file that looks whole is half written. Standard output is no file. */
    @ArchTest
    static final ArchRule files_appearThroughTheStoreOnly = noClasses()
            .that()
            .resideOutsideOfPackage(STORE)
            .and()
            .doNotHaveFullyQualifiedName("io.dopaflow.scenarios.cli.Dopaflow")
            .should()
            .accessTargetWhere(method(
                    Files.class,
                    "write",
                    "writeString",
                    "newOutputStream",
                    "newBufferedWriter",
                    "newByteChannel",
                    "move"))
            .orShould()
            .dependOnClassesThat(
                    oneOf(FileOutputStream.class, FileWriter.class, FileChannel.class, RandomAccessFile.class));

    /** ArchUnit's own option knows {@code target/test-classes} only, not {@code target/fast/test-classes}. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static ArchRule onlyIn(String home, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static DescribedPredicate<JavaClass> oneOf(Class<?>... types) {
        Set<String> names = Set.of(Arrays.stream(types).map(Class::getName).toArray(String[]::new));
        return describe("one of " + names, type -> names.contains(type.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return describe(
                owner.getSimpleName() + " " + wanted,
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && wanted.contains(access.getTarget().getName()));
    }
}
