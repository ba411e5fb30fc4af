using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perron.Platform.Storage;
namespace Perron.Platform.Security;

/// <summary>One key with which forms and cookies are protected, sealed with the master key. The same for every node and every commune: what it protects names its commune.</summary>
[Retained("Clés techniques de protection des formulaires", KeptDays = 365, IsPersonal = false)]
public sealed class ProtectionKey : ISharedByAll
{
    public required Guid Id { get; init; }
    public required byte[] Sealed { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ProtectionKey>
    {
        public void Configure(EntityTypeBuilder<ProtectionKey> table) => table.ToTable("protection_keys");
    }
}

/// <summary>Keeps the keys of ASP.NET's data protection in the database, so that a node can be thrown away and two nodes read each other's forms.</summary>
internal sealed class SharedKeyRing(IServiceScopeFactory scopes, HouseKeys keys) : IXmlRepository
{
    // The keys are the house's, not a commune's.
    private static readonly CommuneId House = CommuneId.From(Guid.Empty);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<PerronDb>().Set<ProtectionKey>().AsNoTracking().ToList();
        return [.. rows.Select(row => XElement.Parse(keys.Open(House, row.Sealed)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PerronDb>();
        db.Add(new ProtectionKey { Id = Guid.CreateVersion7(), Sealed = keys.Seal(House, element.ToString(SaveOptions.DisableFormatting)) });
        db.SaveChanges();
    }
}
