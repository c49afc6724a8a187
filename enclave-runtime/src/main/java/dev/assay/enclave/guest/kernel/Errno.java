package dev.assay.enclave.guest.kernel;

import java.util.Map;

/** Why Linux refused (errno(3); the numbers of x86-64 and of aarch64, asm-generic/errno.h). */
public record Errno(int code) {

    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno EINTR = new Errno(4);
    public static final Errno EIO = new Errno(5);
    public static final Errno ENXIO = new Errno(6);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EBUSY = new Errno(16);
    public static final Errno ENODEV = new Errno(19);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno ENOTTY = new Errno(25);
    public static final Errno EMSGSIZE = new Errno(90);
    public static final Errno EAFNOSUPPORT = new Errno(97);
    public static final Errno ECONNRESET = new Errno(104);
    public static final Errno ENOTCONN = new Errno(107);
    public static final Errno ETIMEDOUT = new Errno(110);

    private record Meaning(String name, String words) {}

    private static final String ABSENT = "is not there: another kind of guest, or its driver is not loaded";

    private static final Map<Integer, Meaning> MEANINGS = Map.ofEntries(
            Map.entry(1, new Meaning("EPERM", "needs CAP_SYS_ADMIN: run as root, and in a container grant it")),
            Map.entry(2, new Meaning("ENOENT", ABSENT)),
            Map.entry(4, new Meaning("EINTR", "interrupted")),
            Map.entry(5, new Meaning("EIO", "the device or the firmware behind it failed")),
            Map.entry(6, new Meaning("ENXIO", ABSENT)),
            Map.entry(9, new Meaning("EBADF", "already closed")),
            Map.entry(11, new Meaning("EAGAIN", "not now, or not in time")),
            Map.entry(12, new Meaning("ENOMEM", "no memory")),
            Map.entry(13, new Meaning("EACCES", "no permission: run as root, or give this user the file")),
            Map.entry(14, new Meaning("EFAULT", "a bad address")),
            Map.entry(16, new Meaning("EBUSY", "in use by another process")),
            Map.entry(17, new Meaning("EEXIST", "there already")),
            Map.entry(19, new Meaning("ENODEV", ABSENT)),
            Map.entry(20, new Meaning("ENOTDIR", "a part of the path is no directory")),
            Map.entry(21, new Meaning("EISDIR", "is a directory")),
            Map.entry(22, new Meaning("EINVAL", "the request is not one that this kernel takes")),
            Map.entry(24, new Meaning("EMFILE", "too many open files")),
            Map.entry(25, new Meaning("ENOTTY", "no such request: another device, an older kernel, or a disabled key")),
            Map.entry(27, new Meaning("EFBIG", "too large")),
            Map.entry(30, new Meaning("EROFS", "a read-only file system")),
            Map.entry(32, new Meaning("EPIPE", "the other end is gone")),
            Map.entry(38, new Meaning("ENOSYS", "this kernel has no such call")),
            Map.entry(61, new Meaning("ENODATA", "no data")),
            Map.entry(62, new Meaning("ETIME", "too late")),
            Map.entry(90, new Meaning("EMSGSIZE", "the message is too large")),
            Map.entry(95, new Meaning("EOPNOTSUPP", "not supported")),
            Map.entry(97, new Meaning("EAFNOSUPPORT", "this kernel has no such sockets")),
            Map.entry(98, new Meaning("EADDRINUSE", "the address is in use")),
            Map.entry(99, new Meaning("EADDRNOTAVAIL", "not an address of this machine")),
            Map.entry(101, new Meaning("ENETUNREACH", "no way there")),
            Map.entry(103, new Meaning("ECONNABORTED", "the connection was cut")),
            Map.entry(104, new Meaning("ECONNRESET", "the other end refused or cut the connection")),
            Map.entry(107, new Meaning("ENOTCONN", "not connected")),
            Map.entry(110, new Meaning("ETIMEDOUT", "no answer in time")),
            Map.entry(111, new Meaning("ECONNREFUSED", "nobody listens there")),
            Map.entry(113, new Meaning("EHOSTUNREACH", "no way to that machine")));

    /** As C names it; the bare number if it is a rare one. */
    public String name() {
        Meaning meaning = MEANINGS.get(code);
        return meaning == null ? "errno " + code : meaning.name();
    }

    /** What it means for a device, and what to do. */
    public String explanation() {
        Meaning meaning = MEANINGS.get(code);
        return meaning == null ? "see errno(3)" : meaning.words();
    }
}
