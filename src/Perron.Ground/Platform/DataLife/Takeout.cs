using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using NodaTime.Text;
using Perron.Platform.Files;
using Perron.Platform.Security;
namespace Perron.Platform.DataLife;

/// <summary>The copy of one's own data: a ZIP with a JSON file for each kind of row and the files themselves.</summary>
public sealed class Takeout : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Means of proof are not data about somebody: in other hands they would open the account.
    private static readonly string[] Secrets = ["Hash", "Hashes", "Stamp", "Index", "Step", "Json", "Attestation"];

    private readonly MemoryStream _bytes = new();
    private readonly ZipArchive _zip;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public Takeout() => _zip = new(_bytes, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Rows or anything else that is written as JSON: donnees/{name}.json.</summary>
    public async Task Json(string name, object rows)
    {
        await using var entry = await _zip.CreateEntry(Free($"donnees/{name}.json")).OpenAsync();
        await JsonSerializer.SerializeAsync(entry, rows, Readable);
    }

    public async Task File(string name, byte[] bytes)
    {
        await using var entry = await _zip.CreateEntry(Free($"fichiers/{FileNames.Clean(name, "")}")).OpenAsync();
        await entry.WriteAsync(bytes);
    }

    /// <summary>Every row of the trace that this proof of identity shows, and every file.</summary>
    public async Task Add(PersonalTrace trace, IdentityLevel level)
    {
        foreach (var one in trace.Classes.Where(one => level == IdentityLevel.Strong || !one.Rule.NeedsStrongIdentity))
        {
            await (Task)typeof(Takeout).GetMethod(nameof(AddRows), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(one.Row.ClrType).Invoke(this, [trace, one])!;
        }
    }

    public byte[] ToBytes()
    {
        _zip.Dispose();
        return _bytes.ToArray();
    }

    public void Dispose()
    {
        _zip.Dispose();
        _bytes.Dispose();
    }

    private async Task AddRows<TRow>(PersonalTrace trace, DataClass one) where TRow : class
    {
        if (one.Row.ClrType == typeof(StoredBytes))
        {
            var names = (await trace.Of<StoredFile>(trace.Classes.Single(other => other.Row.ClrType == typeof(StoredFile))).AsNoTracking().ToListAsync()).ToDictionary(file => file.Id, file => file.Name);
            foreach (var content in await trace.Of<StoredBytes>(one).AsNoTracking().ToListAsync())
            {
                await File(names.GetValueOrDefault(content.FileId, $"{content.FileId.Value}"), content.Bytes);
            }

            return;
        }

        var rows = await trace.Of<TRow>(one).AsNoTracking().ToListAsync();
        if (rows.Count > 0)
        {
            await Json(one.Table, rows.Select(row => one.Row.GetProperties().Where(IsShown).ToDictionary(property => property.GetColumnName(), property => Written(property.PropertyInfo!.GetValue(row)))).ToList());
        }
    }

    private static bool IsShown(IProperty property) => property.PropertyInfo is not null && property.ClrType != typeof(byte[]) && !Secrets.Any(secret => property.Name.EndsWith(secret, StringComparison.Ordinal));

    private static object? Written(object? value) => value switch
    {
        Instant moment => InstantPattern.ExtendedIso.Format(moment),
        LocalDate day => LocalDatePattern.Iso.Format(day),
        Enum choice => choice.ToString(),
        Texts.LocalText text => text.In("fr"),
        null or string or bool or int or long => value,
        System.Collections.IEnumerable list => list.Cast<object>().Select(item => item.ToString()).ToList(),
        _ => RowConditions.KeyOf(value)?.ToString() ?? value.ToString(),
    };

    private string Free(string name)
    {
        var free = name;
        for (var number = 2; !_names.Add(free); number++)
        {
            free = $"{Path.ChangeExtension(name, null)}-{number}{Path.GetExtension(name)}";
        }

        return free;
    }
}
