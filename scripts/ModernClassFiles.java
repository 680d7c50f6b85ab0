import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Rewrites the classes of a jar into Java 25's format, with stack maps. A JVM verifies classes from
 * before Java 6 with its slow old verifier and keeps none of them in a start-up cache.
 *
 * <p>Run as a source file: {@code java ModernClassFiles.java FROM.jar TO.jar}
 */
class ModernClassFiles {

  public static void main(String[] args) throws IOException {
    var from = Path.of(args[0]);
    try (var classes =
            new URLClassLoader(
                new URL[] {from.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        var jar = new JarFile(from.toFile());
        var to = new JarOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      var format =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofClassLoading(classes)));
      for (var entry : jar.stream().toList()) {
        var bytes = jar.getInputStream(entry).readAllBytes();
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(isOrdinaryClass(entry.getName()) ? modern(format, bytes) : bytes);
        to.closeEntry();
      }
    }
  }

  private static boolean isOrdinaryClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class");
  }

  private static byte[] modern(ClassFile format, byte[] bytes) {
    return format.transformClass(
        format.parse(bytes),
        ClassTransform.endHandler(it -> it.withVersion(ClassFile.JAVA_25_VERSION, 0))
            .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }
}
