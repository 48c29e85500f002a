package io.afterword.dev.test;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The settings that source code reads: the methods of {@code @ConfigMapping} interfaces with their
 * Javadoc, and what {@code @ConfigProperty} names.
 */
final class Settings extends TreePathScanner<Void, Settings.Group> {

  /** Where a method of a mapping belongs. */
  record Group(String prefix, boolean mapping) {}

  /**
   * One key; in the place of a map's key it has a star.
   *
   * @param type as the source writes it
   * @param fallback what holds when nothing is set
   * @param meaning the first sentences of the Javadoc
   */
  record Setting(String key, String type, @Nullable String fallback, @Nullable String meaning) {}

  private final DocTrees docs;
  private final Map<String, ClassTree> nested = new HashMap<>();
  private final Map<String, Setting> found = new TreeMap<>();

  private Settings(DocTrees docs) {
    this.docs = docs;
  }

  /** All below these folders, by key. */
  static Map<String, Setting> in(List<Path> folders) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = folders.stream().flatMap(Settings::sources).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      Settings settings = new Settings(DocTrees.instance(task));
      for (var unit : task.parse()) {
        settings.nested.clear();
        settings.scan(unit, new Group("", false));
      }
      return settings.found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all
          .filter(file -> file.toString().endsWith(".java"))
          .filter(Settings::readsSettings)
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean readsSettings(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("@ConfigMapping")
          || text.contains("@ConfigProperty")
          || text.contains("\"afterword.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Void visitClass(ClassTree type, Group outer) {
    Optional<AnnotationTree> mapping = annotation(type.getModifiers(), "ConfigMapping");
    if (mapping.isPresent()) {
      type.getMembers().stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .forEach(inner -> nested.put(inner.getSimpleName().toString(), inner));
      String prefix = argument(mapping.get(), "prefix").orElse("");
      type.getMembers().forEach(member -> scan(member, new Group(prefix, true)));
      return null;
    }
    return outer.mapping() ? null : super.visitClass(type, outer);
  }

  @Override
  public Void visitMethod(MethodTree method, Group group) {
    if (!group.mapping()) {
      return super.visitMethod(method, group);
    }
    if (method.getBody() != null) {
      return null;
    }
    String type = String.valueOf(method.getReturnType());
    String key =
        annotation(method.getModifiers(), "WithParentName").isPresent()
            ? group.prefix()
            : group.prefix() + "." + kebab(method.getName().toString());
    ClassTree inner = nested.get(type.replaceFirst("^Map<String, ?(\\w+)>$", "$1"));
    if (inner != null) {
      String below = type.startsWith("Map<") ? key + ".*" : key;
      inner.getMembers().forEach(member -> scan(member, new Group(below, true)));
      return null;
    }
    String fallback =
        annotation(method.getModifiers(), "WithDefault")
            .flatMap(with -> argument(with, "value"))
            .orElse(null);
    found.put(key, new Setting(key, type, fallback, meaning(docs.getDocComment(getCurrentPath()))));
    return null;
  }

  @Override
  public Void visitVariable(VariableTree variable, Group group) {
    annotation(variable.getModifiers(), "ConfigProperty")
        .ifPresent(
            property ->
                argument(property, "name")
                    .filter(key -> key.startsWith("afterword."))
                    .ifPresent(
                        key ->
                            found.putIfAbsent(
                                key,
                                new Setting(
                                    key,
                                    String.valueOf(variable.getType()),
                                    argument(property, "defaultValue").orElse(null),
                                    null))));
    return super.visitVariable(variable, group);
  }

  /** {@code config.getOptionalValue("afterword.key", Type.class)}. */
  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Group group) {
    String method = String.valueOf(call.getMethodSelect());
    if ((method.endsWith(".getOptionalValue") || method.endsWith(".getValue"))
        && call.getArguments().size() == 2) {
      literal(call.getArguments().get(0))
          .filter(key -> key.startsWith("afterword."))
          .ifPresent(
              key -> {
                String type = call.getArguments().get(1).toString().replace(".class", "");
                boolean optional = method.endsWith(".getOptionalValue");
                found.putIfAbsent(
                    key, new Setting(key, optional ? "Optional<" + type + ">" : type, null, null));
              });
    }
    return super.visitMethodInvocation(call, group);
  }

  private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree.class::cast)
        .filter(each -> each.getAnnotationType().toString().equals(name))
        .findFirst();
  }

  private static Optional<String> argument(AnnotationTree annotation, String name) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assigned
          && assigned.getVariable().toString().equals(name)) {
        return literal(assigned.getExpression());
      }
      if (name.equals("value") && argument.getKind() == Tree.Kind.STRING_LITERAL) {
        return literal(argument);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> literal(ExpressionTree expression) {
    return expression instanceof LiteralTree literal
        ? Optional.of(String.valueOf(literal.getValue()))
        : Optional.empty();
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
  }

  /** As it stands in a table: in one line, without what follows the first paragraph. */
  private static @Nullable String meaning(@Nullable String javadoc) {
    if (javadoc == null) {
      return null;
    }
    return javadoc
        .strip()
        .replaceAll("(?s)\\s*(<p>|\\n\\s*@).*", "")
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .strip();
  }
}
