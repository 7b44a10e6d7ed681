package dev.starfold.embedded;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One object for the whole JVM, however many class loaders load this module: Quarkus gives each test profile one of its
 * own. The object lives with the system class loader, which is never closed; elsewhere a proxy stands for it, which works
 * because its methods take and give only what the Java library defines.
 */
final class JvmWide {

    private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();

    private JvmWide() {}

    /**
     * The object with the interface.
     *
     * @param accessor the static method of {@link EmbeddedServers} that gives it
     * @param own gives it where this class is the system class loader's, or where that has none
     */
    static <T> T get(Class<T> type, String accessor, Supplier<T> own) {
        if (type.getClassLoader() == SYSTEM) {
            return own.get();
        }
        Class<?> servers;
        try {
            servers = Class.forName(EmbeddedServers.class.getName(), true, SYSTEM);
        } catch (ClassNotFoundException e) {
            return own.get();
        }
        Object target = call(null, method(servers, accessor));
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, asked, arguments) -> call(target, systems(asked), arguments)));
    }

    // The same method as the system class loader knows it; what the Java library declares is the same for all.
    private static Method systems(Method asked) throws ClassNotFoundException {
        Class<?> declaring = Class.forName(asked.getDeclaringClass().getName(), true, SYSTEM);
        return method(declaring, asked.getName(), asked.getParameterTypes());
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("Two versions of this module on the classpath", e);
        }
    }

    private static Object call(@Nullable Object target, Method method, @Nullable Object @Nullable ... arguments) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka's clients load classes by it.
        thread.setContextClassLoader(SYSTEM);
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new ServerException(String.valueOf(e.getTargetException().getMessage()), e);
        } catch (IllegalAccessException e) {
            throw new AssertionError("Both interfaces are public", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
