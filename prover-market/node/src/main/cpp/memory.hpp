// Memory for large tables, and work for all cores. Compiled once, for the plainest processor.
#pragma once
#include <cstddef>
#include <cstdint>

namespace assay {

/// So many bytes of zeros at a multiple of 64, in large pages where the system has them; never null.
/// Throws std::bad_alloc.
void* allocate_pages(size_t bytes);
void release_pages(void* memory, size_t bytes) noexcept;

/// An array of plain numbers, of which nothing is said at the start but that it is zero.
template <class T>
class Table {
public:
    explicit Table(size_t size) : size_(size), items_(static_cast<T*>(allocate_pages(size * sizeof(T)))) {}
    ~Table() { release_pages(items_, size_ * sizeof(T)); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    T& operator[](size_t i) { return items_[i]; }
    const T& operator[](size_t i) const { return items_[i]; }
    T* data() { return items_; }
    const T* data() const { return items_; }
    size_t size() const { return size_; }

private:
    size_t size_;
    T* items_;
};

/// How many threads a piece of work is cut for.
int thread_count();

/// Calls run(task, context) for each task below the number, on this thread and on those of the pool. Several calls may be
/// under way at once, also from within a task; an exception of a task is thrown here, when all that began have ended.
void for_each_task(size_t tasks, void (*run)(size_t task, void* context), void* context);

template <class Body>
void parallel(size_t tasks, Body body) {
    for_each_task(tasks, [](size_t task, void* context) { (*static_cast<Body*>(context))(task); }, &body);
}

}  // namespace assay
