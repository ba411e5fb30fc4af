namespace Perron.Platform.Storage;

/// <summary>Whose row it is. It stands here and not in Communes, because the database itself keeps the communes apart.</summary>
public readonly record struct CommuneId(Guid Value) : ITypedId<CommuneId>
{
    public static CommuneId New() => new(Guid.CreateVersion7());
    public static CommuneId From(Guid value) => new(value);
}

/// <summary>The data controller inside a commune (the commune itself, its CPAS, its library): the second wall.</summary>
public readonly record struct OrganisationId(Guid Value) : ITypedId<OrganisationId>
{
    public static OrganisationId New() => new(Guid.CreateVersion7());
    public static OrganisationId From(Guid value) => new(value);
}

/// <summary>A row of one commune. PerronDb filters it, refuses to write it for another commune, and PostgreSQL walls it off.</summary>
public interface IBelongsToCommune
{
    CommuneId CommuneId { get; }
}

/// <summary>A row of one organisation of a commune: officers of another organisation do not see it, not even in a count.</summary>
public interface IBelongsToOrganisation : IBelongsToCommune
{
    OrganisationId OrganisationId { get; }
}

/// <summary>Rows that are only ever added. On both databases nothing can change or remove one.</summary>
public interface IOnlyAppended;

/// <summary>Rows that every commune shares (host names, signing keys): the one kind of table without a wall. Each says why.</summary>
public interface ISharedByAll;
