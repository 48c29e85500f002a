package io.afterword.dev.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that bytecode can prove.
 *
 * <pre>{@code
 * HouseRules.of("io.afterword.scoring").pure("metric", "statistics").check();
 * }</pre>
 */
public final class HouseRules {
  private static final String[] FRAMEWORKS = {
    "jakarta..",
    "io.quarkus..",
    "io.quarkiverse..",
    "io.smallrye..",
    "io.vertx..",
    "org.eclipse.microprofile..",
    "org.hibernate..",
    "com.fasterxml.jackson.databind..",
  };

  private static final Set<String> CLOCK_OWNERS =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.Year",
          "java.time.YearMonth");

  private final String root;
  private final List<String> pureFeatures;

  private HouseRules(String root, List<String> pureFeatures) {
    this.root = root;
    this.pureFeatures = pureFeatures;
  }

  /** The rules for everything below that package. */
  public static HouseRules of(String root) {
    return new HouseRules(root, List.of());
  }

  /** Names the features (packages directly below the root) that are rules only, without I/O. */
  public HouseRules pure(String... features) {
    return new HouseRules(root, List.of(features));
  }

  /** Fails with every broken rule of the first kind that is broken. */
  public void check() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature is understood alone")
        .check(all);
    for (String feature : pureFeatures) {
      noClasses()
          .that()
          .resideInAPackage(root + "." + feature + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FRAMEWORKS)
          .because("rules are tested without a framework")
          .check(all);
    }
    noClasses()
        .should()
        .callMethodWhere(readsTheMachinesTime())
        .because("time is an argument; shells ask the service's one Clock")
        .allowEmptyShould(true)
        .check(all);
    noClasses()
        .should()
        .callMethodWhere(letsTheFrameworkSayWhere())
        .because("behind a proxy its own address is not the page's origin; use SeeOther")
        .allowEmptyShould(true)
        .check(all);
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto)(\\$.*)?")
        .because("such names say nothing")
        .check(all);
    classes().should(liveInANullMarkedPackage()).check(all);
  }

  private static DescribedPredicate<JavaMethodCall> readsTheMachinesTime() {
    return DescribedPredicate.describe(
        "reads the machine's time",
        call -> {
          AccessTarget.MethodCallTarget target = call.getTarget();
          boolean bareNow =
              CLOCK_OWNERS.contains(target.getOwner().getName())
                  && target.getName().equals("now")
                  && target.getRawParameterTypes().stream()
                      .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
          boolean bareMillis =
              target.getOwner().isEquivalentTo(System.class)
                  && target.getName().equals("currentTimeMillis");
          return bareNow || bareMillis;
        });
  }

  private static DescribedPredicate<JavaMethodCall> letsTheFrameworkSayWhere() {
    return DescribedPredicate.describe(
        "lets the framework make a location absolute",
        call ->
            Set.of("seeOther", "temporaryRedirect", "location").contains(call.getTarget().getName())
                && call.getTargetOwner().getSimpleName().contains("Response"));
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass each, ConditionEvents events) {
        boolean marked = each.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                each, marked, each.getPackageName() + " has no package-info with @NullMarked"));
      }
    };
  }
}
