using Microsoft.EntityFrameworkCore;
using Perron.Platform.Storage;
namespace Perron.Counters;

/// <summary>The halls of the commune that was entered.</summary>
public static class Halls
{
    public static Task<Hall?> Hall(this PerronDb db, string slug) => db.Set<Hall>().AsNoTracking().SingleOrDefaultAsync(hall => hall.Slug == slug);

    public static async Task<IReadOnlyList<Hall>> AllHalls(this PerronDb db) => await db.Set<Hall>().AsNoTracking().OrderBy(hall => hall.Slug).ToListAsync();
}
